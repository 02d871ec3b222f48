package dev.reverie.benchmark.growth;

import dev.reverie.phase.PlainLoop;
import dev.reverie.rbm.RbmObjective;

/** One whole update of a model with x hidden units, trained like the usual one. */
final class HiddenExperiment implements Experiment {
  private final Material material;

  HiddenExperiment(Material material) {
    this.material = material;
  }

  @Override
  public Point point(double x) {
    return updates(x, Trained.of(material.rows(), (int) x, material.updates()), 1);
  }

  /** Whole updates with so many Gibbs steps. */
  static Point updates(double x, Trained trained, int steps) {
    RbmObjective objective = trained.objective(Trained.BATCH, Trained.BATCH, steps);
    PlainLoop updates =
        new PlainLoop(
            objective, trained.parameters().copy(), trained.tile(Trained.negative(objective)));
    long stateBytes = (long) Trained.BATCH * Trained.negative(objective).particleBytes();
    Repeated work =
        new Repeated(
            () -> {
              updates.update();
              return 1;
            });
    return new Point(x, trained.snapshotBytes(), stateBytes, work);
  }
}
