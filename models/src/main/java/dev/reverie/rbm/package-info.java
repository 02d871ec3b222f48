/**
 * The restricted Boltzmann machine of any kinds of units: its structure, conditionals, free energy,
 * phases and gradient step. States of discrete units are packed bits, and others floats: classes
 * named Dense. Estimating its likelihood and reading its data live elsewhere.
 */
package dev.reverie.rbm;
