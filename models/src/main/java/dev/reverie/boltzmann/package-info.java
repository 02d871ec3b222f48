/**
 * Boltzmann machines of any connectivity, with visible, label and hidden units: their structure,
 * Gibbs sweeps over independent sets, phases and gradient step, sums over all states, annealed
 * estimates and classes. Sparse graphs take memory and time in proportion to their edges. Machines
 * of two layers are quicker in {@link dev.reverie.rbm}.
 */
package dev.reverie.boltzmann;
