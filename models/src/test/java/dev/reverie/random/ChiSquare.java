package dev.reverie.random;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

/** Pearson's test of counts against expected ones. */
public final class ChiSquare {
  /**
   * Standard normal deviate that is exceeded once in 10^7: the false-alarm rate of every check
   * here.
   */
  private static final double DEVIATE = 5.2;

  /** Cells expected to hold less are put together, for the statistic's distribution to hold. */
  private static final double SMALLEST = 10;

  private double statistic;
  private int cells;

  /**
   * @param counts what was counted
   * @param probabilities what each cell should hold, adding up to 1
   */
  public ChiSquare(long[] counts, double[] probabilities) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    double restExpected = 0;
    long restCounted = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      double expected = total * probabilities[cell];
      if (expected < SMALLEST) {
        restExpected += expected;
        restCounted += counts[cell];
      } else {
        add(counts[cell], expected);
      }
    }
    if (restExpected >= SMALLEST) {
      add(restCounted, restExpected);
    }
    assertTrue(cells > 1, "too few counts for a test");
  }

  /** Equal cells. */
  public static ChiSquare uniform(long[] counts) {
    double[] probabilities = new double[counts.length];
    Arrays.fill(probabilities, 1.0 / counts.length);
    return new ChiSquare(counts, probabilities);
  }

  private void add(long counted, double expected) {
    statistic += (counted - expected) * (counted - expected) / expected;
    cells++;
  }

  public double statistic() {
    return statistic;
  }

  public int degrees() {
    return cells - 1;
  }

  /** The statistic's quantile at 1 - 10^-7 (Wilson and Hilferty 1931). */
  public double limit() {
    return limit(degrees());
  }

  public static double limit(int degrees) {
    double spread = 2.0 / (9.0 * degrees);
    return degrees * Math.pow(1 - spread + DEVIATE * Math.sqrt(spread), 3);
  }

  public boolean passes() {
    return statistic <= limit();
  }

  public void requirePass(String what) {
    assertTrue(passes(), () -> what + ": " + this);
  }

  @Override
  public String toString() {
    return "chi-square " + statistic + " of " + degrees() + " degrees, limit " + limit();
  }
}
