/**
 * Mixtures of Bernoullis and of normal distributions with diagonal covariances: their structure,
 * expectation maximisation as a phase and a rule, exact densities and draws. A mixture has a
 * likelihood of its own, so that nothing here is sampled while learning.
 */
package dev.reverie.mixture;
