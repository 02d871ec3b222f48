/**
 * Processes that wait for a word, measure one round, and say what they counted on one line of JSON.
 * What they measure is not known here.
 */
package dev.reverie.benchmark.peers.process;
