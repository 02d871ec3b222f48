/**
 * A training on many nodes in virtual time: the aggregator's decisions are the engine's own, while
 * processors and networks are queues that work takes its time in.
 */
package dev.reverie.benchmark.scale.model;
