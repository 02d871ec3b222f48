package dev.reverie.tempering;

/**
 * What all ladders together tell about their neighbouring pairs; pair k is that of temperatures k
 * and k + 1.
 *
 * @param accepted mean probability that a swap is accepted
 * @param forward mean of {@link Bennett#forward} over the states at the lower beta
 * @param backward mean of {@link Bennett#backward} over the states at the upper beta
 */
public record SwapFigures(double[] accepted, double[] forward, double[] backward) {}
