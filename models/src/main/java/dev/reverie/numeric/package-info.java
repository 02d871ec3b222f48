/**
 * The loops that crunch numbers, over panels of 64 columns. {@link dev.reverie.numeric.VectorOps}
 * is the one door; a scalar and a vector implementation stand behind it and agree to the bit. No
 * model, no randomness of their own and no state live here; arguments are arrays and offsets that
 * the caller has checked once.
 */
package dev.reverie.numeric;
