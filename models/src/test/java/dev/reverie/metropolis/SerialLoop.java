package dev.reverie.metropolis;

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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Lock-step training in a plain loop, with the particles and the mini-batches split into parts. */
final class SerialLoop {
  private final Objective objective;
  private final int parts;
  private final Parameters state;
  private final List<Tile> tiles = new ArrayList<>();
  private final List<List<Sums>> sums = new ArrayList<>();
  private Snapshot snapshot;

  SerialLoop(Objective objective, int parts) {
    this.objective = objective;
    this.parts = parts;
    this.state = new Parameters(objective.rule().stateLayout());
    Parameters parameters = new Parameters(objective.layout());
    objective.initialise(parameters);
    this.snapshot = new Snapshot(new Version(0, 0), parameters);
    for (Phase phase : objective.phases()) {
      List<Sums> ofPhase = new ArrayList<>();
      for (int part = 0; part < parts; part++) {
        ofPhase.add(phase.newSums());
      }
      sums.add(ofPhase);
      if (phase instanceof PersistentPhase persistent) {
        start(persistent);
      }
    }
  }

  private void start(PersistentPhase phase) {
    for (int part = 0; part < parts; part++) {
      int first = border(phase.particles(), part);
      tiles.add(phase.start(snapshot, first, border(phase.particles(), part + 1) - first));
    }
  }

  private int border(int items, int part) {
    return (int) ((long) items * part / parts);
  }

  Parameters parameters() {
    return snapshot.parameters();
  }

  Parameters state() {
    return state;
  }

  List<Tile> tiles() {
    return tiles;
  }

  void update() {
    List<PhaseStatistics> statistics = new ArrayList<>();
    for (int index = 0; index < objective.phases().size(); index++) {
      sums.get(index).forEach(Sums::clear);
      statistics.add(run(objective.phases().get(index), sums.get(index)));
    }
    Parameters next = new Parameters(objective.layout());
    long update = snapshot.version().number();
    objective.rule().apply(update, snapshot.parameters(), state, statistics, next);
    snapshot = new Snapshot(snapshot.version().next(), next);
  }

  private PhaseStatistics run(Phase phase, List<Sums> into) {
    long count = 0;
    for (int part = 0; part < parts; part++) {
      if (phase instanceof BatchPhase batch) {
        long number = snapshot.version().number();
        int items = batch.items(number);
        int to = border(items, part + 1);
        batch.contribute(snapshot, number, border(items, part), to, into.get(part));
        count += to - border(items, part);
      } else if (phase instanceof PersistentPhase persistent) {
        count += sweep(persistent, tiles.get(part), into.get(part));
      }
    }
    return new PhaseStatistics(phase, into, count);
  }

  private int sweep(PersistentPhase phase, Tile tile, Sums into) {
    for (int step = 1; step <= phase.steps(); step++) {
      tile.step(snapshot, 0, tile.count(), step == phase.steps() ? into : null);
    }
    return tile.count();
  }

  /** All particles as bytes, in order. */
  byte[] particles() {
    PersistentPhase phase = (PersistentPhase) objective.phases().get(sums.size() - 1);
    ByteBuffer out = ByteBuffer.allocate(phase.particles() * phase.particleBytes());
    for (Tile tile : tiles) {
      for (int place = 0; place < tile.count(); place++) {
        tile.write(place, out);
      }
    }
    return out.array();
  }
}
