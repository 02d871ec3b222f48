/**
 * Reverie and its peers measured side by side: one command starts pairs of processes, has them
 * measure in turn, and prints ratios. What is measured lives in {@code workload}, and in Python for
 * the peers; nothing here knows how a model works.
 */
package dev.reverie.benchmark.peers;
