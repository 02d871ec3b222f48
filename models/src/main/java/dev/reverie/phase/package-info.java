/**
 * What the engine knows of a model: groups of workers with a sign that turn parameters into sums,
 * and a rule that turns the sums into the next parameters. No model lives here, and nothing here
 * runs by itself.
 *
 * <pre>
 *  snapshot v --> every phase's workers --> Sums, count, version --> rule --> snapshot v + 1
 * </pre>
 */
package dev.reverie.phase;
