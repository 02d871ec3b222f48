/**
 * Energies that a user writes as functions, and their statistics: what they are, how they are
 * summed exactly, and their average over data. How states are sampled lives elsewhere.
 */
package dev.reverie.energy;
