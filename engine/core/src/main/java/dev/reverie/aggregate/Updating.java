package dev.reverie.aggregate;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.UpdateRule;
import dev.reverie.snapshot.SnapshotStore;
import java.util.List;

/**
 * The update under way, if there is one. From its beginning until all its parts have ended, what
 * makes them reads the statistics and the newest parameters, and writes the rule's state and the
 * next parameters: nobody else may write the former or touch the latter.
 */
final class Updating {
  private final UpdateRule rule;
  private final Parameters state;
  private final SnapshotStore store;
  private DividedUpdate update;
  private Parameters next;

  /**
   * @param state the rule's own
   */
  Updating(UpdateRule rule, Parameters state, SnapshotStore store) {
    this.rule = rule;
    this.state = state;
    this.store = store;
  }

  boolean isUnderWay() {
    return update != null;
  }

  /** What the rule keeps from one update to the next; half written while an update is under way. */
  Parameters state() {
    return state;
  }

  /** Begins an update; its parts are to be made. Nothing is under way when this throws. */
  DividedUpdate begin(Snapshot newest, List<PhaseStatistics> statistics) {
    for (PhaseStatistics phase : statistics) {
      phase.parts().forEach(sums -> sums.requireFinite(phase.phase().name()));
    }
    next = store.takeBuffer();
    try {
      update = rule.divide(newest.version().number(), newest.parameters(), state, statistics, next);
      return update;
    } catch (RuntimeException e) {
      drop();
      throw e;
    }
  }

  /**
   * Completes the update, all parts of which have been made. Nothing is under way any more, even
   * when this throws.
   */
  Snapshot finish(Snapshot newest) {
    try {
      update.finish();
    } catch (RuntimeException e) {
      drop();
      throw e;
    }
    Snapshot made = new Snapshot(newest.version().next(), next);
    update = null;
    next = null;
    return made;
  }

  /** Forgets the update, whose parts have all ended, one way or the other. */
  void drop() {
    store.giveBack(next);
    update = null;
    next = null;
  }
}
