/**
 * How well chains mix and whether units are of any use: autocorrelation times, effective sample
 * sizes, R-hat, dead and saturated units. Every particle is one Markov chain. Numbers come in as
 * plain arrays; nothing here moves a chain.
 */
package dev.reverie.diagnostic;
