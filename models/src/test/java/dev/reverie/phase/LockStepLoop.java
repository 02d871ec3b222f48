package dev.reverie.phase;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Lock-step training in a plain loop, with particles and mini-batches split into parts and the
 * update divided where there is more than one.
 */
public final class LockStepLoop {
  private final Objective objective;
  private final int parts;
  private final UpdateRule rule;
  private final Parameters state;
  private final List<List<Tile>> tiles = new ArrayList<>();
  private final List<List<Sums>> sums = new ArrayList<>();
  private Snapshot snapshot;

  public LockStepLoop(Objective objective, int parts) {
    this(objective, parts, initial(objective));
  }

  /** From parameters with what is derived from them. */
  public LockStepLoop(Objective objective, int parts, Parameters initial) {
    this.objective = objective;
    this.parts = parts;
    this.rule = objective.rule();
    this.state = new Parameters(rule.stateLayout());
    this.snapshot = new Snapshot(new Version(0, 0), initial);
    for (Phase phase : objective.phases()) {
      List<Tile> ofPhase = new ArrayList<>();
      List<Sums> sumsOfPhase = new ArrayList<>();
      for (int part = 0; part < parts; part++) {
        sumsOfPhase.add(phase.newSums());
        if (phase instanceof PersistentPhase persistent) {
          int first = border(persistent.particles(), part);
          int count = border(persistent.particles(), part + 1) - first;
          ofPhase.add(persistent.start(snapshot, first, count));
        }
      }
      tiles.add(ofPhase);
      sums.add(sumsOfPhase);
    }
  }

  private static Parameters initial(Objective objective) {
    Parameters parameters = new Parameters(objective.layout());
    objective.initialise(parameters);
    return parameters;
  }

  private int border(int items, int part) {
    return (int) ((long) items * part / parts);
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  public Parameters parameters() {
    return snapshot.parameters();
  }

  public Parameters state() {
    return state;
  }

  /** The tiles of a persistent phase. */
  public List<Tile> tiles(int phase) {
    return tiles.get(phase);
  }

  public void update(int updates) {
    for (int update = 0; update < updates; update++) {
      update();
    }
  }

  private void update() {
    List<PhaseStatistics> statistics = new ArrayList<>();
    for (int index = 0; index < objective.phases().size(); index++) {
      sums.get(index).forEach(Sums::clear);
      statistics.add(run(index));
    }
    Parameters next = new Parameters(objective.layout());
    make(statistics, next);
    snapshot = new Snapshot(snapshot.version().next(), next);
  }

  /** The last part first. */
  private void make(List<PhaseStatistics> statistics, Parameters next) {
    long update = snapshot.version().number();
    if (parts == 1) {
      rule.apply(update, parameters(), state, statistics, next);
      return;
    }
    DividedUpdate divided = rule.divide(update, parameters(), state, statistics, next);
    for (int part = divided.parts() - 1; part >= 0; part--) {
      divided.make(part);
    }
    divided.finish();
  }

  private PhaseStatistics run(int index) {
    Phase phase = objective.phases().get(index);
    long count = 0;
    for (int part = 0; part < parts; part++) {
      Sums into = sums.get(index).get(part);
      if (phase instanceof BatchPhase batch) {
        long number = snapshot.version().number();
        int from = border(batch.items(number), part);
        int to = border(batch.items(number), part + 1);
        batch.contribute(snapshot, number, from, to, into);
        count += to - from;
      } else if (phase instanceof PersistentPhase persistent) {
        count += sweep(persistent, tiles.get(index).get(part), into);
      }
    }
    return new PhaseStatistics(phase, sums.get(index), count);
  }

  private int sweep(PersistentPhase phase, Tile tile, Sums into) {
    for (int step = 1; step <= phase.steps(); step++) {
      tile.step(snapshot, 0, tile.count(), step == phase.steps() ? into : null);
    }
    return tile.count();
  }

  /** All particles of a persistent phase as bytes, in order. */
  public byte[] particles(int phase) {
    PersistentPhase persistent = (PersistentPhase) objective.phases().get(phase);
    ByteBuffer out = ByteBuffer.allocate(persistent.particles() * persistent.particleBytes());
    for (Tile tile : tiles.get(phase)) {
      for (int place = 0; place < tile.count(); place++) {
        tile.write(place, out);
      }
    }
    return out.array();
  }
}
