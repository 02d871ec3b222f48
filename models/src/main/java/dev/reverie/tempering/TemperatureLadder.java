package dev.reverie.tempering;

/**
 * Inverse temperatures from 0, the base, to 1, the model, and what is known of their neighbouring
 * pairs. Immutable.
 *
 * <p>In warm-up the temperatures move towards equal swap rates: the rejections, added up along the
 * ladder, are the communication barrier of Syed et al. (2022, section 5.1), and temperatures at
 * equal distances in it are rejected alike, which makes round trips quickest.
 */
public final class TemperatureLadder {
  /** Share of the way that temperatures go in one update. */
  private static final double MOVE = 0.02;

  /** Pairs that always swap are taken to be rejected so often, so that temperatures keep apart. */
  private static final double LEAST_REJECTION = 0.01;

  private final double[] betas;
  private final Neighbours pairs;

  /**
   * @param betas from 0 to 1, growing
   * @param pairs one less
   */
  public TemperatureLadder(double[] betas, Neighbours pairs) {
    this.betas = betas.clone();
    this.pairs = pairs;
  }

  /** Evenly spaced, as if all were the same distribution. */
  public static TemperatureLadder even(int temperatures) {
    double[] betas = new double[temperatures];
    for (int k = 0; k < temperatures; k++) {
      betas[k] = k / (temperatures - 1.0);
    }
    return new TemperatureLadder(betas, Neighbours.alike(temperatures - 1));
  }

  public double[] betas() {
    return betas.clone();
  }

  /** What is known of its pairs. */
  public Neighbours pairs() {
    return pairs;
  }

  /**
   * The ladder after one more update.
   *
   * @param update number of updates before this one
   * @param seen figures of this ladder's temperatures and ratios
   */
  public TemperatureLadder after(long update, SwapFigures seen, boolean adapts) {
    TemperatureLadder next = new TemperatureLadder(betas, pairs.after(update, seen));
    return adapts ? next.moved() : next;
  }

  /** Temperatures on their way to equal rejections; log Z stays what it is along them. */
  private TemperatureLadder moved() {
    double[] rejections = pairs.swapRates();
    for (int k = 0; k < rejections.length; k++) {
      rejections[k] = Math.max(1 - rejections[k], LEAST_REJECTION);
    }
    double[] barrier = Interpolation.cumulated(rejections);
    double[] logZ = Interpolation.cumulated(pairs.logRatios());
    double[] moved = betas.clone();
    double[] ratios = new double[rejections.length];
    int last = betas.length - 1;
    double before = 0;
    for (int k = 1; k <= last; k++) {
      double target = Interpolation.at(barrier[last] * k / last, barrier, betas);
      moved[k] = k == last ? 1 : (float) (betas[k] + MOVE * (target - betas[k]));
      double reached = Interpolation.at(moved[k], betas, logZ);
      ratios[k - 1] = reached - before;
      before = reached;
    }
    return new TemperatureLadder(moved, pairs.withLogRatios(ratios));
  }
}
