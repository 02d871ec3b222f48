/**
 * What of Reverie is measured, each in a process of its own, through the public interfaces of
 * models and engine.
 */
package dev.reverie.benchmark.peers.workload;
