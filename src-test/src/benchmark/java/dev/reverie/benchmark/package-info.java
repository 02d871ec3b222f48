/** Benchmarks: what is measured lives here, and nothing that a test relies on. */
package dev.reverie.benchmark;
