/**
 * How many nodes are worth having: costs that are measured, a model of the protocol that turns them
 * into updates a second, and nodes whose sweeps are replaced by timers, which the model is held
 * against. Started by {@code src-test/scale}.
 */
package dev.reverie.benchmark.scale;
