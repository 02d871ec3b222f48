package dev.reverie.mixture;

/**
 * What all rows together say of each column.
 *
 * @param means in (0, 1) of bits
 * @param variances positive; empty of bits
 */
record ColumnMoments(double[] means, double[] variances) {}
