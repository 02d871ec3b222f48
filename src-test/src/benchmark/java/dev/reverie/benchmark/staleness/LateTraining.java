package dev.reverie.benchmark.staleness;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.phase.UpdateRule;
import java.util.List;

/**
 * A training on one thread whose statistics are of exactly known age: update v is made of a sweep
 * of every particle under the parameters of version v - S where it is late, and of version v where
 * it is not. Whether a sweep is made late under what is old by then, or was made in time and is
 * used late, makes no difference to what comes out.
 */
final class LateTraining {
  private final int staleness;
  private final Late late;
  private final BatchPhase positive;
  private final PersistentPhase negative;
  private final UpdateRule rule;
  private final Parameters state;
  private final Parameters[] versions;
  private final Tile tile;
  private final Sums data;
  private final Sums model;
  private long update;

  /**
   * @param objective a positive phase over data and a persistent negative one
   * @param staleness in versions; at the start, as old as there can be
   */
  LateTraining(Objective objective, int staleness, Late late) {
    this.staleness = staleness;
    this.late = late;
    this.positive = (BatchPhase) objective.phases().get(0);
    this.negative = (PersistentPhase) objective.phases().get(1);
    this.rule = objective.rule();
    this.state = new Parameters(rule.stateLayout());
    this.versions = new Parameters[staleness + 2];
    for (int slot = 0; slot < versions.length; slot++) {
      versions[slot] = new Parameters(objective.layout());
    }
    objective.initialise(versions[0]);
    this.tile = negative.start(snapshot(0), 0, negative.particles());
    this.data = positive.newSums();
    this.model = negative.newSums();
  }

  private Snapshot snapshot(long version) {
    return new Snapshot(new Version(0, version), parameters(version));
  }

  private Parameters parameters(long version) {
    return versions[(int) (version % versions.length)];
  }

  /** Makes so many updates; the parameters after them are good until the next one. */
  Parameters run(long updates) {
    for (long n = 0; n < updates; n++) {
      update();
    }
    return parameters(update);
  }

  private void update() {
    Snapshot newest = snapshot(update);
    Snapshot old = snapshot(Math.max(0, update - staleness));
    int cases = positive.items(update);
    data.clear();
    positive.contribute(late.data() ? old : newest, update, 0, cases, data);
    model.clear();
    int lateParticles = late.particles(tile.count());
    step(old, 0, lateParticles);
    step(newest, lateParticles, tile.count());
    rule.apply(
        update,
        parameters(update),
        state,
        List.of(
            new PhaseStatistics(positive, List.of(data), cases),
            new PhaseStatistics(negative, List.of(model), tile.count())),
        parameters(update + 1));
    update++;
  }

  private void step(Snapshot snapshot, int from, int to) {
    for (int step = 1; step <= negative.steps() && from < to; step++) {
      tile.step(snapshot, from, to, step == negative.steps() ? model : null);
    }
  }
}
