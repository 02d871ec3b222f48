package dev.reverie.service.family;

/**
 * What a model makes of rows of data.
 *
 * @param what the numbers are, for people: {@code hidden probabilities}
 * @param rows one row of numbers for each row of data
 */
public record Transformed(String what, float[][] rows) {}
