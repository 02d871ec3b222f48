/**
 * The whole protocol on one thread in virtual time: the real aggregator, chains and data workers,
 * and between them a network that loses, delays, repeats and reorders, workers that fail or are
 * slow, and checkpoints that come late or not at all. All chance comes from one seed. What the
 * aggregator must make of it is kept in books of the test's own.
 */
package dev.reverie.simulation;
