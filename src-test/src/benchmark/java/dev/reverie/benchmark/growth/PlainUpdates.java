package dev.reverie.benchmark.growth;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.phase.UpdateRule;
import dev.reverie.rbm.RbmObjective;
import java.util.List;

/**
 * Updates of persistent contrastive divergence on one thread, without actors: positive phase,
 * negative phase, rule.
 */
final class PlainUpdates {
  private final BatchPhase positive;
  private final PersistentPhase negative;
  private final UpdateRule rule;
  private final Tile tile;
  private final Sums data;
  private final Sums model;
  private final Parameters state;
  private Parameters current;
  private Parameters next;
  private long update;

  /**
   * @param start is overwritten
   * @param tile all particles of the negative phase; is moved on
   */
  PlainUpdates(RbmObjective objective, Parameters start, Tile tile) {
    this.positive = (BatchPhase) objective.phases().get(0);
    this.negative = (PersistentPhase) objective.phases().get(1);
    this.rule = objective.rule();
    this.tile = tile;
    this.data = positive.newSums();
    this.model = negative.newSums();
    this.state = new Parameters(rule.stateLayout());
    this.current = start;
    this.next = new Parameters(objective.layout());
  }

  /** One update. */
  void run() {
    Snapshot snapshot = snapshot();
    int cases = positive.items(update);
    data.clear();
    positive.contribute(snapshot, update, 0, cases, data);
    model.clear();
    for (int step = 1; step <= negative.steps(); step++) {
      tile.step(snapshot, 0, tile.count(), step == negative.steps() ? model : null);
    }
    rule.apply(
        update,
        current,
        state,
        List.of(
            new PhaseStatistics(positive, List.of(data), cases),
            new PhaseStatistics(negative, List.of(model), tile.count())),
        next);
    Parameters before = current;
    current = next;
    next = before;
    update++;
  }

  /** The newest parameters; good until the update after the next. */
  Snapshot snapshot() {
    return new Snapshot(new Version(0, update), current);
  }
}
