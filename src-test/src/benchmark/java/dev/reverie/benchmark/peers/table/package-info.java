/** From rounds to ratios, and from these to a table for people and a file for machines. */
package dev.reverie.benchmark.peers.table;
