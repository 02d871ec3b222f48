/**
 * The workers of a node: chains that move particles, the data phase that works off batches, and the
 * host that starts them and starts them again. What they do is decided in plain classes; one actor
 * carries any of them.
 */
package dev.reverie.chain;
