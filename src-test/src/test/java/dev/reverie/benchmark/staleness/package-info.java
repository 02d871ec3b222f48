/** Whether trainings with late statistics are what they claim to be. */
package dev.reverie.benchmark.staleness;
