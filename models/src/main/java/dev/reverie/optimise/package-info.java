/** How a gradient becomes a step: learning rates over time. */
package dev.reverie.optimise;
