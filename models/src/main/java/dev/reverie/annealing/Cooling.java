package dev.reverie.annealing;

import dev.reverie.coupling.Couplings;
import dev.reverie.coupling.Graph;

/**
 * Temperatures that fall by one factor from sweep to sweep, T' = alpha T, from a first to a last.
 *
 * @param start temperature of the first sweep, finite and positive
 * @param end temperature of the last sweep, positive and at most the first
 * @param sweeps 1 to {@link #SWEEP_LIMIT}
 */
public record Cooling(double start, double end, int sweeps) {
  /** The most sweeps. */
  public static final int SWEEP_LIMIT = 1_000_000_000;

  public Cooling {
    if (!(end > 0 && start >= end && start < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "start=" + start + " end=" + end + ", must be finite, positive and not rise");
    }
    if (sweeps < 1 || sweeps > SWEEP_LIMIT) {
      throw new IllegalArgumentException("sweeps=" + sweeps + ", must be 1 to " + SWEEP_LIMIT);
    }
  }

  /**
   * From twice the strongest root-mean-square field that random states have on a unit, where hardly
   * anything holds, to a tenth of the weakest, where hardly anything moves; but not below a ten
   * thousandth of the start.
   */
  public static Cooling suited(Couplings couplings, int sweeps) {
    Graph graph = couplings.graph();
    double strongest = 0;
    double weakest = Double.POSITIVE_INFINITY;
    for (int unit = 0; unit < graph.units(); unit++) {
      double square = couplings.bias(unit) * couplings.bias(unit);
      for (int place = graph.start(unit); place < graph.start(unit + 1); place++) {
        double coupling = couplings.coupling(graph.edge(place));
        square += coupling * coupling;
      }
      strongest = Math.max(strongest, square);
      weakest = square > 0 ? Math.min(weakest, square) : weakest;
    }
    if (!(strongest > 0)) {
      return new Cooling(1, 1, sweeps);
    }
    double start = 2 * Math.sqrt(strongest);
    return new Cooling(start, Math.max(Math.sqrt(weakest) / 10, start / 10_000), sweeps);
  }

  /** The factor, at most 1. */
  public double alpha() {
    return sweeps == 1 ? 1 : StrictMath.pow(end / start, 1.0 / (sweeps - 1));
  }

  /** The temperature of a sweep, counted from 0. */
  public double temperature(int sweep) {
    return sweeps == 1 ? end : start * StrictMath.pow(end / start, (double) sweep / (sweeps - 1));
  }
}
