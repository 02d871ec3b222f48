package dev.reverie.tempering;

import java.util.Arrays;

/**
 * What is known of the neighbouring pairs along a ladder, from its base on: running means and
 * estimates, to which every update adds a little. Immutable.
 */
public final class Neighbours {
  /** Share of a new figure in the running mean of swap rates and overlaps. */
  private static final double RATE_SHARE = 0.05;

  /** Share of Newton's step in the running estimate of log Z, which lags 25 updates. */
  private static final double RATIO_SHARE = 0.04;

  private static final double SAME_OVERLAP = 0.5;

  private final double[] swapRates;
  private final double[] overlaps;
  private final double[] logRatios;

  /** One number a pair each. */
  public Neighbours(double[] swapRates, double[] overlaps, double[] logRatios) {
    this.swapRates = swapRates.clone();
    this.overlaps = overlaps.clone();
    this.logRatios = logRatios.clone();
  }

  /** Pairs of the same distribution. */
  static Neighbours alike(int pairs) {
    double[] ones = new double[pairs];
    double[] halves = new double[pairs];
    Arrays.fill(ones, 1);
    Arrays.fill(halves, SAME_OVERLAP);
    return new Neighbours(ones, halves, new double[pairs]);
  }

  /** Running means of the acceptance of each pair. */
  public double[] swapRates() {
    return swapRates.clone();
  }

  /** Running means of Bennett's terms. */
  public double[] overlaps() {
    return overlaps.clone();
  }

  /** Running estimates of log Z at a pair's upper level less that at its lower one. */
  public double[] logRatios() {
    return logRatios.clone();
  }

  /** Whether all pairs overlap enough for their log Z to be known. */
  public boolean overlap() {
    return Arrays.stream(overlaps).allMatch(overlap -> overlap >= Bennett.LEAST_OVERLAP);
  }

  int pairs() {
    return swapRates.length;
  }

  /** The same with other estimates of log Z. */
  Neighbours withLogRatios(double[] others) {
    return new Neighbours(swapRates, overlaps, others);
  }

  /**
   * What is known after one more update.
   *
   * @param update number of updates before this one
   */
  Neighbours after(long update, SwapFigures seen) {
    double share = Math.max(RATE_SHARE, 1 / (update + 1.0));
    double ratioShare = Math.max(RATIO_SHARE, 1 / (update + 1.0));
    int pairs = swapRates.length;
    double[] rates = new double[pairs];
    double[] shared = new double[pairs];
    double[] ratios = new double[pairs];
    for (int k = 0; k < pairs; k++) {
      double overlap = (seen.forward()[k] + seen.backward()[k]) / 2;
      rates[k] = swapRates[k] + share * (seen.accepted()[k] - swapRates[k]);
      shared[k] = overlaps[k] + share * (overlap - overlaps[k]);
      ratios[k] =
          Bennett.step(logRatios[k], seen.forward()[k], seen.backward()[k], shared[k], ratioShare);
    }
    return new Neighbours(rates, shared, ratios);
  }

  /** With one more pair, of the same distribution, at the upper end. */
  Neighbours extended() {
    int pairs = swapRates.length;
    double[] rates = Arrays.copyOf(swapRates, pairs + 1);
    double[] shared = Arrays.copyOf(overlaps, pairs + 1);
    rates[pairs] = 1;
    shared[pairs] = SAME_OVERLAP;
    return new Neighbours(rates, shared, Arrays.copyOf(logRatios, pairs + 1));
  }

  /**
   * Without the level between two pairs, which become one: log Z is what it was, and the rest is
   * guessed until it has been seen.
   *
   * @param lower the first of the pairs
   */
  Neighbours merged(int lower) {
    double[] rates = without(swapRates, lower);
    double[] shared = without(overlaps, lower);
    double[] ratios = without(logRatios, lower);
    rates[lower] = acceptance(distance(swapRates[lower]) + distance(swapRates[lower + 1]));
    shared[lower] = rates[lower] * SAME_OVERLAP;
    ratios[lower] = logRatios[lower] + logRatios[lower + 1];
    return new Neighbours(rates, shared, ratios);
  }

  private static double[] without(double[] numbers, int place) {
    double[] fewer = Arrays.copyOf(numbers, numbers.length - 1);
    System.arraycopy(numbers, place + 1, fewer, place, fewer.length - place);
    return fewer;
  }

  /**
   * How far apart two distributions are that swap with this probability, so that distances along a
   * path add up. Where differences of log p* are normal with standard deviation s, which grows so,
   * swaps are accepted with probability {@code 2 Phi(-s / 2)}; the logistic function stands for the
   * normal one.
   */
  static double distance(double acceptance) {
    return StrictMath.log(2 / Math.max(acceptance, Double.MIN_NORMAL) - 1);
  }

  /** With what probability distributions at that distance swap. */
  private static double acceptance(double distance) {
    return 2 / (1 + StrictMath.exp(distance));
  }
}
