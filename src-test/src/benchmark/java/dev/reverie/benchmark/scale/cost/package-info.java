/** Measures what the model takes for granted: what an item of each kind of work costs. */
package dev.reverie.benchmark.scale.cost;
