package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.phase.UpdateRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Lock-step training as a plain loop over the SPI, with the work divided as asked. Buffers are used
 * again, and are full of NaN when the rule gets them.
 */
public final class SerialLoop {
  private final Objective objective;
  private final UpdateRule rule;
  private final int shards;
  private final List<Tile> tiles = new ArrayList<>();
  private final List<List<Sums>> sums = new ArrayList<>();
  private final Parameters state;
  private Parameters current;
  private Parameters next;
  private long update;

  /**
   * @param tiles that the particles are divided into
   * @param shards that every mini-batch is divided into
   */
  public SerialLoop(Objective objective, int tiles, int shards) {
    this.objective = objective;
    this.rule = objective.rule();
    this.shards = shards;
    this.state = new Parameters(rule.stateLayout());
    this.current = new Parameters(objective.layout());
    this.next = new Parameters(objective.layout());
    objective.initialise(current);
    for (Phase phase : objective.phases()) {
      List<Sums> parts = new ArrayList<>();
      int count = phase instanceof PersistentPhase ? tiles : shards;
      for (int part = 0; part < count; part++) {
        parts.add(phase.newSums());
      }
      sums.add(parts);
      if (phase instanceof PersistentPhase persistent) {
        for (int tile = 0; tile < tiles; tile++) {
          int first = persistent.particles() * tile / tiles;
          int end = persistent.particles() * (tile + 1) / tiles;
          this.tiles.add(persistent.start(snapshot(), first, end - first));
        }
      }
    }
  }

  private Snapshot snapshot() {
    return new Snapshot(new Version(0, update), current);
  }

  public void run(int updates) {
    for (int n = 0; n < updates; n++) {
      List<PhaseStatistics> statistics = new ArrayList<>();
      for (int index = 0; index < sums.size(); index++) {
        statistics.add(work(objective.phases().get(index), sums.get(index)));
      }
      next.poison();
      rule.apply(update, current, state, statistics, next);
      Parameters published = next;
      next = current;
      current = published;
      update++;
    }
  }

  private PhaseStatistics work(Phase phase, List<Sums> parts) {
    parts.forEach(Sums::clear);
    if (phase instanceof PersistentPhase persistent) {
      for (int tile = 0; tile < tiles.size(); tile++) {
        sweep(tiles.get(tile), persistent.steps(), parts.get(tile));
      }
      return new PhaseStatistics(phase, parts, persistent.particles());
    }
    BatchPhase batch = (BatchPhase) phase;
    int items = batch.items(update);
    for (int shard = 0; shard < shards; shard++) {
      int from = items * shard / shards;
      int to = items * (shard + 1) / shards;
      batch.contribute(snapshot(), update, from, to, parts.get(shard));
    }
    return new PhaseStatistics(phase, parts, items);
  }

  /** Every step in two quanta. */
  private void sweep(Tile tile, int steps, Sums into) {
    for (int step = 1; step <= steps; step++) {
      int middle = tile.count() / 2;
      Sums due = step == steps ? into : null;
      tile.step(snapshot(), 0, middle, due);
      tile.step(snapshot(), middle, tile.count(), due);
    }
  }

  public Parameters parameters() {
    return current;
  }

  public Parameters state() {
    return state;
  }

  public List<Tile> tiles() {
    return tiles;
  }
}
