/** Nodes as a user starts them, processes of this machine on cores of their own. */
package dev.reverie.benchmark.nodes;
