/**
 * The node's newest parameters, read by all its workers through leases, and the buffers that they
 * lie in.
 */
package dev.reverie.snapshot;
