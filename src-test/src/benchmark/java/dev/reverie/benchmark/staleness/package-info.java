/**
 * What it costs to learn from old statistics: trainings whose statistics have exactly known ages,
 * and exact likelihoods. Started by {@code src-test/staleness}.
 */
package dev.reverie.benchmark.staleness;
