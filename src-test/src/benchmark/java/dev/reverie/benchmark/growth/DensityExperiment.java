package dev.reverie.benchmark.growth;

import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;

/**
 * The hidden side of one state with x percent of its visible units on, as the positive phase needs
 * it: fields, probabilities and their sums.
 */
final class DensityExperiment implements Experiment {
  private static final int ROWS = 2_000;

  private final Trained trained;

  DensityExperiment(Trained trained) {
    this.trained = trained;
  }

  @Override
  public Point point(double x) {
    int on = (int) Math.round(x / 100 * trained.visible());
    RowsOfDensity rows = new RowsOfDensity(ROWS, trained.visible(), on, 1);
    BatchPhase phase =
        (BatchPhase) trained.objectiveOver(rows, Trained.BATCH, Trained.BATCH, 1).phases().get(0);
    return new Point(
        x, trained.snapshotBytes(), 0, new Repeated(new Cases(trained, phase, phase.newSums())));
  }

  private static final class Cases implements Repeated.Unit {
    private final Trained trained;
    private final BatchPhase phase;
    private final Sums sums;
    private long batch;

    Cases(Trained trained, BatchPhase phase, Sums sums) {
      this.trained = trained;
      this.phase = phase;
      this.sums = sums;
    }

    @Override
    public void prepare() {
      sums.clear();
    }

    @Override
    public long run() {
      int cases = phase.items(batch);
      phase.contribute(trained.snapshot(), batch++, 0, cases, sums);
      return cases;
    }
  }
}
