/**
 * Real nodes whose sweeps and updates are replaced by timers of a given length: many of them run on
 * one machine as if each had a core, while messages, snapshots and contributions travel as they
 * always do.
 */
package dev.reverie.benchmark.scale.timer;
