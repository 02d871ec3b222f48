package dev.reverie.data;

/** How an intensity in [0, 1] becomes a unit's state: a bit, or a real number. */
public enum Binarisation {
  /** On when the intensity is at least 0.5, that is a byte of at least 128. */
  THRESHOLD,

  /** On with a probability of the intensity, drawn anew at each presentation. */
  SAMPLE,

  /** The number as it is. */
  NONE,

  /** The number less its column's mean, divided by its deviation. */
  STANDARDISE;

  /** Whether states are real numbers. */
  public boolean real() {
    return this == NONE || this == STANDARDISE;
  }
}
