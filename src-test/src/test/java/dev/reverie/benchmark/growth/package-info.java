/** The lines, the table and the picture of how cost grows. Nothing is measured here. */
package dev.reverie.benchmark.growth;
