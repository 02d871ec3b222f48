/**
 * Random numbers as a pure function of what they are for: (seed, purpose, item, step, unit).
 * Nothing here has state, so a result does not depend on which thread, chain or machine asked for
 * it.
 */
package dev.reverie.random;
