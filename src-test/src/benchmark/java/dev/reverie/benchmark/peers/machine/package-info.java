/** What the comparison runs on: processor, cores, JDKs, and the peers' packages. */
package dev.reverie.benchmark.peers.machine;
