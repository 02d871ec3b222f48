package dev.reverie.phase;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import java.util.List;
import java.util.Optional;

/**
 * A training as one loop in one thread, without actors: the same numbers as a synchronous training
 * by the engine. The objective's phases must be one over data and one of persistent particles.
 */
public final class PlainLoop {
  private final UpdateRule rule;
  private final Parameters state;
  private final BatchPhase positive;
  private final PersistentPhase negative;
  private final Sums data;
  private final Sums model;
  private final Tile tile;
  private Parameters current;
  private Parameters next;
  private long updates;

  /** From initial parameters and states. */
  public PlainLoop(Objective objective) {
    this(objective, initial(objective), Optional.empty());
  }

  /**
   * From given parameters and states.
   *
   * @param start is overwritten
   * @param tile all particles; is moved on
   */
  public PlainLoop(Objective objective, Parameters start, Tile tile) {
    this(objective, start, Optional.of(tile));
  }

  private PlainLoop(Objective objective, Parameters start, Optional<Tile> tile) {
    this.rule = objective.rule();
    this.current = start;
    this.next = new Parameters(objective.layout());
    this.state = new Parameters(rule.stateLayout());
    this.positive = (BatchPhase) objective.phases().get(0);
    this.negative = (PersistentPhase) objective.phases().get(1);
    this.data = positive.newSums();
    this.model = negative.newSums();
    this.tile = tile.orElseGet(() -> negative.start(snapshot(), 0, negative.particles()));
  }

  private static Parameters initial(Objective objective) {
    Parameters initial = new Parameters(objective.layout());
    objective.initialise(initial);
    return initial;
  }

  private Snapshot snapshot() {
    return new Snapshot(new Version(0, updates), current);
  }

  /** One update. */
  public void update() {
    Snapshot snapshot = snapshot();
    int cases = positive.items(updates);
    data.clear();
    positive.contribute(snapshot, updates, 0, cases, data);
    model.clear();
    for (int step = 1; step <= negative.steps(); step++) {
      tile.step(snapshot, 0, tile.count(), step == negative.steps() ? model : null);
    }
    rule.apply(
        updates,
        current,
        state,
        List.of(
            new PhaseStatistics(positive, List.of(data), cases),
            new PhaseStatistics(negative, List.of(model), tile.count())),
        next);
    Parameters before = current;
    current = next;
    next = before;
    updates++;
  }

  /** So many updates. */
  public PlainLoop run(long more) {
    for (long n = 0; n < more; n++) {
      update();
    }
    return this;
  }

  /** Those that the next update starts from; good until the update after it. */
  public Parameters parameters() {
    return current;
  }

  /** The particles, with their newest states. */
  public Tile tile() {
    return tile;
  }
}
