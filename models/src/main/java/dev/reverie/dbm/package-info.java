/**
 * Deep Boltzmann machines of binary units: layers v, h1, ..., hL with weights between neighbours
 * (Salakhutdinov and Hinton 2009). One with its even layers as visible units and its odd ones as
 * hidden units is a restricted Boltzmann machine of which data give the first visible units only,
 * so that its chains, packed weights, updates and annealing are those of {@code rbm} and {@code
 * likelihood}. Here is what is left: mean fields, bounds, and learning layer by layer.
 */
package dev.reverie.dbm;
