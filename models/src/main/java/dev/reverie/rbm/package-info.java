/**
 * The restricted Boltzmann machine of binary units: its structure, conditionals, free energy,
 * phases and gradient step. States are packed bits. Estimating its likelihood and reading its data
 * live elsewhere.
 */
package dev.reverie.rbm;
