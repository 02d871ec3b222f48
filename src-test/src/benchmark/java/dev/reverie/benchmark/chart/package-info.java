/**
 * Pictures of curves in logarithmic axes, and numbers for people. What is drawn, and how it was
 * measured, is others' business.
 */
package dev.reverie.benchmark.chart;
