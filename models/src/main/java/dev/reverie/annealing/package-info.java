/**
 * Simulated annealing: states of low energy by cooling a Gibbs sampler slowly (Kirkpatrick, Gelatt
 * and Vecchi 1983), in many runs that know nothing of one another. What the energy stands for, and
 * which file it came from, does not belong here.
 */
package dev.reverie.annealing;
