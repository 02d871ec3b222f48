package dev.reverie.tempering;

/**
 * How replica exchange along a training's own trajectory is done.
 *
 * @param levels of a ladder at most: the base, earlier parameters and the model
 * @param acceptance of swaps between the newest earlier parameters and the model below which the
 *     model's are taken as a level too
 */
public record Trajectory(int levels, double acceptance) {
  /** Base, one level between, and model. */
  public static final int LEAST = 3;

  public static final int MOST = 1000;

  /** States wander most quickly at about 0.23 (Atchade, Roberts and Rosenthal 2011). */
  public static final double DEFAULT_ACCEPTANCE = 0.25;

  /** Enough for a hundred units. */
  public static final Trajectory DEFAULT = new Trajectory(10, DEFAULT_ACCEPTANCE);

  public Trajectory {
    if (levels < LEAST || levels > MOST) {
      throw new IllegalArgumentException("levels=" + levels + ", must be " + LEAST + " to " + MOST);
    }
    if (!(acceptance > 0 && acceptance < 1)) {
      throw new IllegalArgumentException(
          "acceptance=" + acceptance + ", must be above 0 and less than 1");
    }
  }

  /** At most as many levels as there would be temperatures. */
  public static int suiting(int hiddenUnits) {
    return Tempering.suiting(hiddenUnits);
  }
}
