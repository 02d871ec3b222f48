package dev.reverie.tempering;

/**
 * How replica exchange is done.
 *
 * @param temperatures of a ladder, both ends included
 * @param warmUpUpdates updates in which the ladder is adapted; it stays afterwards
 */
public record Tempering(int temperatures, long warmUpUpdates) {
  /** Base and model. */
  public static final int LEAST = 2;

  /** More would lie closer than floats tell apart. */
  public static final int MOST = 1000;

  public static final long DEFAULT_WARM_UP = 1000;

  /** Enough for a hundred units. */
  public static final Tempering DEFAULT = new Tempering(10, DEFAULT_WARM_UP);

  public Tempering {
    if (temperatures < LEAST || temperatures > MOST) {
      throw new IllegalArgumentException(
          "temperatures=" + temperatures + ", must be " + LEAST + " to " + MOST);
    }
    if (warmUpUpdates < 0) {
      throw new IllegalArgumentException(
          "warmUpUpdates=" + warmUpUpdates + ", must not be negative");
    }
  }

  /**
   * As many temperatures as suit a model: the log-probabilities between which neighbours swap
   * scatter with the root of the number of units.
   */
  public static int suiting(int hiddenUnits) {
    return (int) Math.min(MOST, 4 + Math.ceil(0.7 * StrictMath.sqrt(hiddenUnits)));
  }
}
