package dev.reverie.benchmark.chart;

/**
 * One curve.
 *
 * @param spread how far each point may be off, up and down; empty where it is exact
 * @param measured whether points are shown, else the line between them alone, broken
 */
public record Series(String name, double[] x, double[] y, double[] spread, boolean measured) {
  /** What is computed. */
  public static Series computed(String name, double[] x, double[] y) {
    return new Series(name, x, y, new double[0], false);
  }

  /** What is measured. */
  public static Series measured(String name, double[] x, double[] y, double... spread) {
    return new Series(name, x, y, spread, true);
  }
}
