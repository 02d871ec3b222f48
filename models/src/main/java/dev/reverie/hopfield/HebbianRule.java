package dev.reverie.hopfield;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.UpdateRule;
import java.util.List;

/**
 * Hebb's rule (Hopfield 1982): every pattern adds its outer product once,
 *
 * <pre>
 *  J_ij' = J_ij + sum over the batch of xi_i xi_j / N        J_ii = 0, b = 0
 * </pre>
 *
 * so that one pass over the patterns stores them all. N J_ij is a whole number, to which batches
 * are added exactly.
 */
final class HebbianRule implements UpdateRule {
  private final Hopfield hopfield;

  HebbianRule(Hopfield hopfield) {
    this.hopfield = hopfield;
  }

  @Override
  public Layout stateLayout() {
    return Layout.empty();
  }

  @Override
  public void apply(
      long update,
      Parameters current,
      Parameters state,
      List<PhaseStatistics> statistics,
      Parameters next) {
    step(current, statistics, next).makeAll();
  }

  @Override
  public DividedUpdate divide(
      long update,
      Parameters current,
      Parameters state,
      List<PhaseStatistics> statistics,
      Parameters next) {
    return step(current, statistics, next);
  }

  private HebbianStep step(Parameters current, List<PhaseStatistics> statistics, Parameters next) {
    next.copyFrom(current);
    OuterProducts products = new OuterProducts(hopfield.units(), Merged.parts(statistics.get(0)));
    return new HebbianStep(hopfield, products, next);
  }
}
