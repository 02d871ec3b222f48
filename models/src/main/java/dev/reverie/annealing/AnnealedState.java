package dev.reverie.annealing;

/**
 * What one run found.
 *
 * @param run its number
 * @param energy the lowest one
 * @param states of the units then, -1 or +1; not to be changed
 * @param lowest the lowest energy up to each of the moments that {@link Annealing#moments} names;
 *     not to be changed
 */
public record AnnealedState(int run, double energy, byte[] states, double[] lowest) {}
