package dev.reverie.label;

/**
 * How often cases of one class were taken for another.
 *
 * @param counts row: the class that a case has, column: the one it was taken for
 */
public record Confusion(long[][] counts) {

  /** Of the same cases' classes and predictions. */
  public static Confusion of(int[] labels, int[] predicted, int classes) {
    if (labels.length != predicted.length) {
      throw new IllegalArgumentException(
          "predicted.length=" + predicted.length + ", must be " + labels.length);
    }
    long[][] counts = new long[classes][classes];
    for (int n = 0; n < labels.length; n++) {
      counts[labels[n]][predicted[n]]++;
    }
    return new Confusion(counts);
  }

  public long cases() {
    long cases = 0;
    for (long[] row : counts) {
      for (long count : row) {
        cases += count;
      }
    }
    return cases;
  }

  public long errors() {
    long errors = cases();
    for (int c = 0; c < counts.length; c++) {
      errors -= counts[c][c];
    }
    return errors;
  }

  /** The share of cases that were taken for another class. */
  public double errorRate() {
    return (double) errors() / cases();
  }

  /** The standard error of that as an estimate of the probability of an error. */
  public double standardError() {
    double rate = errorRate();
    return Math.sqrt(rate * (1 - rate) / cases());
  }
}
