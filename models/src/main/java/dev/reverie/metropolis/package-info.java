/**
 * Sampling and learning of an {@link dev.reverie.energy.Energy} with Metropolis-Hastings chains:
 * the kernels, the phases of particles they move, the gradient rule and the objective made of them.
 * No energy lives here.
 *
 * <p>Results are equal to the bit for any split of the particles, thread and machine, as far as the
 * user's functions are.
 */
package dev.reverie.metropolis;
