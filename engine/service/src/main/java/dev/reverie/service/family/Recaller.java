package dev.reverie.service.family;

/** Brings corrupted rows back to those that a model has stored. */
public interface Recaller {
  /** How many rows of the training data were stored: the first ones. */
  int stored();

  /**
   * A row with each unit flipped with a probability.
   *
   * @param item whose random numbers are used
   */
  float[] corrupted(float[] row, double probability, int item);

  /** What a row comes to, by the random numbers of an item. */
  float[] recalled(float[] row, int item);

  /** 1 for equal rows, -1 for opposite ones. */
  double overlap(float[] row, float[] other);
}
