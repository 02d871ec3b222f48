/**
 * How a gradient becomes a step: learning rates over time, optimisers, penalties and offsets, as a
 * user sets them. No model lives here.
 */
package dev.reverie.optimise;
