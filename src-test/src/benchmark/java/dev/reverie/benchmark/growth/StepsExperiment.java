package dev.reverie.benchmark.growth;

/** One whole update with x Gibbs steps. */
final class StepsExperiment implements Experiment {
  private final Trained trained;

  StepsExperiment(Trained trained) {
    this.trained = trained;
  }

  @Override
  public Point point(double x) {
    return HiddenExperiment.updates(x, trained, (int) x);
  }
}
