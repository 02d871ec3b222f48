/**
 * How cost grows with particles, hidden units, density, Gibbs steps and threads, each beside the
 * straight line that it should follow: what is measured, the lines, the table and the picture.
 * Peers are not compared here, and no primitive is measured alone.
 */
package dev.reverie.benchmark.growth;
