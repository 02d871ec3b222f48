package dev.reverie.data;

/** Which numbers a file may hold. */
public enum ValueRange {
  /** Those from 0 to 1. */
  INTENSITIES("in [0, 1]", 0, 1),

  /** All that are finite in single precision. */
  REAL("that is finite", -Float.MAX_VALUE, Float.MAX_VALUE);

  private final String words;
  private final double least;
  private final double most;

  ValueRange(String words, double least, double most) {
    this.words = words;
    this.least = least;
    this.most = most;
  }

  /** What states are made of. */
  public static ValueRange of(Binarisation binarisation) {
    return binarisation.real() ? REAL : INTENSITIES;
  }

  boolean has(double value) {
    return value >= least && value <= most;
  }

  /** {@code in [0, 1]}. */
  String words() {
    return words;
  }
}
