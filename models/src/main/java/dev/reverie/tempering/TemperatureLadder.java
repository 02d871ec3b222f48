package dev.reverie.tempering;

import java.util.Arrays;

/**
 * Inverse temperatures from 0, the base, to 1, the model, and what is known of their neighbouring
 * pairs. Immutable.
 *
 * <p>In warm-up the temperatures move towards equal swap rates: the rejections, added up along the
 * ladder, are the communication barrier of Syed et al. (2022, section 5.1), and temperatures at
 * equal distances in it are rejected alike, which makes round trips quickest.
 */
public final class TemperatureLadder {
  /** Share of a new figure in the running mean of swap rates and overlaps. */
  private static final double RATE_SHARE = 0.05;

  /** Share of the way that temperatures go in one update. */
  private static final double MOVE = 0.02;

  /** Share of Newton's step in the running estimate of log Z, which lags 25 updates. */
  private static final double RATIO_SHARE = 0.04;

  /** Pairs that always swap are taken to be rejected so often, so that temperatures keep apart. */
  private static final double LEAST_REJECTION = 0.01;

  private final double[] betas;
  private final double[] swapRates;
  private final double[] overlaps;
  private final double[] logRatios;

  /**
   * @param betas from 0 to 1, growing
   * @param swapRates, overlaps, logRatios of the pairs, one less
   */
  public TemperatureLadder(
      double[] betas, double[] swapRates, double[] overlaps, double[] logRatios) {
    this.betas = betas.clone();
    this.swapRates = swapRates.clone();
    this.overlaps = overlaps.clone();
    this.logRatios = logRatios.clone();
  }

  /** Evenly spaced, as if all were the same distribution. */
  public static TemperatureLadder even(int temperatures) {
    double[] betas = new double[temperatures];
    double[] ones = new double[temperatures - 1];
    double[] halves = new double[temperatures - 1];
    for (int k = 0; k < temperatures; k++) {
      betas[k] = k / (temperatures - 1.0);
    }
    Arrays.fill(ones, 1);
    Arrays.fill(halves, 0.5);
    return new TemperatureLadder(betas, ones, halves, new double[temperatures - 1]);
  }

  public double[] betas() {
    return betas.clone();
  }

  /** Running means of the acceptance of each pair. */
  public double[] swapRates() {
    return swapRates.clone();
  }

  /** Running means of Bennett's terms. */
  public double[] overlaps() {
    return overlaps.clone();
  }

  /** Running estimates of log Z at a pair's upper temperature less that at its lower one. */
  public double[] logRatios() {
    return logRatios.clone();
  }

  /**
   * The ladder after one more update.
   *
   * @param update number of updates before this one
   * @param seen figures of this ladder's temperatures and ratios
   */
  public TemperatureLadder after(long update, SwapFigures seen, boolean adapts) {
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
    TemperatureLadder next = new TemperatureLadder(betas, rates, shared, ratios);
    return adapts ? next.moved() : next;
  }

  /** Temperatures on their way to equal rejections; log Z stays what it is along them. */
  private TemperatureLadder moved() {
    double[] rejections = new double[swapRates.length];
    for (int k = 0; k < rejections.length; k++) {
      rejections[k] = Math.max(1 - swapRates[k], LEAST_REJECTION);
    }
    double[] barrier = Interpolation.cumulated(rejections);
    double[] logZ = Interpolation.cumulated(logRatios);
    double[] moved = betas.clone();
    double[] ratios = new double[logRatios.length];
    int last = betas.length - 1;
    double before = 0;
    for (int k = 1; k <= last; k++) {
      double target = Interpolation.at(barrier[last] * k / last, barrier, betas);
      moved[k] = k == last ? 1 : (float) (betas[k] + MOVE * (target - betas[k]));
      double reached = Interpolation.at(moved[k], betas, logZ);
      ratios[k - 1] = reached - before;
      before = reached;
    }
    return new TemperatureLadder(moved, swapRates, overlaps, ratios);
  }
}
