package dev.reverie.likelihood;

/**
 * Inverse temperatures from 0 to 1 that annealing takes one after the other. They are rounded to
 * floats, so that sampler and weights mean the same temperatures. Counted are those above 0, as
 * many as there are steps.
 */
public final class Ladder {
  /** The most temperatures; closer ones would not differ as floats. */
  public static final int LIMIT = 1_000_000;

  /** Shares of the steps that end at {@link #KNEES}. */
  private static final double[] SHARES = {0, 500 / 14_500.0, 4_500 / 14_500.0, 1};

  private static final double[] KNEES = {0, 0.5, 0.9, 1};

  private final float[] betas;
  private final String spacing;

  private Ladder(float[] betas, String spacing) {
    this.betas = betas;
    this.spacing = spacing;
  }

  /**
   * Evenly spaced in three pieces, ever denser towards 1 where a trained model's modes part: of
   * 14,500 steps 500 reach 0.5, 4,000 more 0.9 and 10,000 more 1 (Salakhutdinov and Murray 2008,
   * section 6). Other counts keep these shares.
   */
  public static Ladder piecewise(int temperatures) {
    float[] betas = new float[requireCount(temperatures) + 1];
    for (int k = 1; k < temperatures; k++) {
      betas[k] = (float) knee((double) k / temperatures);
    }
    betas[temperatures] = 1;
    return new Ladder(betas, "piecewise 0, 0.5, 0.9, 1");
  }

  /** Evenly spaced. */
  public static Ladder even(int temperatures) {
    float[] betas = new float[requireCount(temperatures) + 1];
    for (int k = 1; k <= temperatures; k++) {
      betas[k] = (float) ((double) k / temperatures);
    }
    return new Ladder(betas, "evenly spaced");
  }

  private static int requireCount(int temperatures) {
    if (temperatures < 1 || temperatures > LIMIT) {
      throw new IllegalArgumentException(
          "temperatures=" + temperatures + ", must be 1 to " + LIMIT);
    }
    return temperatures;
  }

  private static double knee(double share) {
    int piece = 1;
    while (share > SHARES[piece]) {
      piece++;
    }
    double within = (share - SHARES[piece - 1]) / (SHARES[piece] - SHARES[piece - 1]);
    return KNEES[piece - 1] + within * (KNEES[piece] - KNEES[piece - 1]);
  }

  /** Steps from 0 to 1. */
  public int temperatures() {
    return betas.length - 1;
  }

  /** 0 for k = 0, 1 for k = {@link #temperatures()}, growing. */
  public float beta(int k) {
    return betas[k];
  }

  @Override
  public String toString() {
    return temperatures() + " temperatures, " + spacing;
  }
}
