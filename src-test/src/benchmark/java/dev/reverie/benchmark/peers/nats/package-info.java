/**
 * How long a training takes to reach a likelihood: parameters on the way, judged by one estimator
 * whoever trained them.
 */
package dev.reverie.benchmark.peers.nats;
