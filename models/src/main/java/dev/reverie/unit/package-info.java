/**
 * Kinds of units and the layers made of them: the values they take, their conditional distributions
 * given a field, and what these sum to. No weights and no chains live here.
 */
package dev.reverie.unit;
