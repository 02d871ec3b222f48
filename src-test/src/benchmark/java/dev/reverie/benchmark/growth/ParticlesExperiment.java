package dev.reverie.benchmark.growth;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;

/**
 * One step of x particles in one tile, with sums. A large tile is gone through in parts, over and
 * over, so that each visit meets particles that have long left the caches.
 */
final class ParticlesExperiment implements Experiment {
  private static final int PART = 10_000;

  private final Trained trained;

  ParticlesExperiment(Trained trained) {
    this.trained = trained;
  }

  @Override
  public Point point(double x) {
    int count = (int) x;
    PersistentPhase phase = Trained.negative(trained.objective(Trained.BATCH, count, 1));
    Steps steps = new Steps(trained.snapshot(), trained.tile(phase), phase.newSums());
    long stateBytes = (long) count * phase.particleBytes();
    return new Point(x, trained.snapshotBytes(), stateBytes, new Repeated(steps));
  }

  private static final class Steps implements Repeated.Unit {
    private final Snapshot snapshot;
    private final Tile tile;
    private final Sums sums;
    private int next;

    Steps(Snapshot snapshot, Tile tile, Sums sums) {
      this.snapshot = snapshot;
      this.tile = tile;
      this.sums = sums;
    }

    @Override
    public void prepare() {
      if (next == 0) {
        sums.clear();
      }
    }

    @Override
    public long run() {
      int from = next;
      int to = Math.min(from + PART, tile.count());
      tile.step(snapshot, from, to, sums);
      next = to == tile.count() ? 0 : to;
      return to - from;
    }
  }
}
