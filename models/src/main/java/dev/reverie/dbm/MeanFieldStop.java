package dev.reverie.dbm;

/**
 * When a mean field of one example has come to rest.
 *
 * @param tolerance the largest change of a mean within a sweep that is no change
 * @param sweeps after which it ends anyway
 */
public record MeanFieldStop(double tolerance, int sweeps) {
  /** What learning does well with. */
  public static final MeanFieldStop LEARNING = new MeanFieldStop(0.01, 30);

  /** For bounds, which hold at any means and are highest at rest. */
  public static final MeanFieldStop EVALUATION = new MeanFieldStop(1e-5, 500);

  public MeanFieldStop {
    if (!(tolerance >= 0 && tolerance <= 1) || sweeps < 1) {
      throw new IllegalArgumentException(
          "tolerance=" + tolerance + " sweeps=" + sweeps + ", must lie in [0, 1] and be positive");
    }
  }
}
