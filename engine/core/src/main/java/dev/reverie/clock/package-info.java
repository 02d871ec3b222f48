/**
 * The one place that reads the machine's clock, so that all else can be run under a clock of a
 * test's own. Durations only: no order and no identity may come from a wall clock, and nothing here
 * schedules or waits.
 */
package dev.reverie.clock;
