package dev.reverie.phase;

import dev.reverie.encoding.Fields;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lock-step training in a plain loop, with something done to what phases say before an update. */
final class Contributions {
  private final Objective objective;
  private final UpdateRule rule;
  private final int parts;
  private final List<List<Tile>> tiles = new ArrayList<>();
  private final Parameters state;
  private Snapshot snapshot;

  /**
   * @param parts that each phase is divided into
   */
  Contributions(Objective objective, int parts) {
    this.objective = objective;
    this.rule = objective.rule();
    this.parts = parts;
    this.state = new Parameters(rule.stateLayout());
    this.snapshot = new Snapshot(new Version(0, 0), new Parameters(objective.layout()));
    objective.initialise(snapshot.parameters());
    for (Phase phase : objective.phases()) {
      List<Tile> ofPhase = new ArrayList<>();
      if (phase instanceof PersistentPhase chains) {
        for (int part = 0; part < parts; part++) {
          int first = border(chains.particles(), part);
          int end = border(chains.particles(), part + 1);
          ofPhase.add(chains.start(snapshot, first, end - first));
        }
      }
      tiles.add(ofPhase);
    }
  }

  private int border(int things, int part) {
    return (int) ((long) things * part / parts);
  }

  Parameters parameters() {
    return snapshot.parameters();
  }

  Parameters state() {
    return state;
  }

  /** What all phases say. */
  List<PhaseStatistics> contribute() {
    List<PhaseStatistics> said = new ArrayList<>();
    for (int place = 0; place < tiles.size(); place++) {
      said.add(contribute(objective.phases().get(place), tiles.get(place)));
    }
    return said;
  }

  /**
   * The same as {@link #contribute} has just said, counted from the states where these suffice, as
   * they come in bytes.
   */
  PhaseStatistics counted(PhaseStatistics said) {
    int place = objective.phases().indexOf(said.phase());
    if (!(said.phase() instanceof PersistentPhase phase) || !phase.countsStates()) {
      return said;
    }
    List<Sums> sums = Stream.generate(phase::newSums).limit(parts).toList();
    for (int part = 0; part < parts; part++) {
      Tile tile = tiles.get(place).get(part);
      ByteBuffer states = Fields.allocate(tile.count() * phase.particleBytes());
      Tile other = phase.allocate(tile.first(), tile.count());
      IntStream.range(0, tile.count()).forEach(n -> tile.write(n, states));
      states.flip();
      IntStream.range(0, tile.count()).forEach(n -> other.read(n, states));
      other.count(snapshot, 0, tile.count(), sums.get(part));
    }
    return new PhaseStatistics(phase, sums, said.count());
  }

  private PhaseStatistics contribute(Phase phase, List<Tile> ofPhase) {
    List<Sums> sums = Stream.generate(phase::newSums).limit(parts).toList();
    if (phase instanceof PersistentPhase chains) {
      for (int part = 0; part < parts; part++) {
        step(ofPhase.get(part), chains.steps(), sums.get(part));
      }
      return new PhaseStatistics(phase, sums, chains.particles());
    }
    BatchPhase batches = (BatchPhase) phase;
    long number = snapshot.version().number();
    int items = batches.items(number);
    for (int part = 0; part < parts; part++) {
      int to = border(items, part + 1);
      batches.contribute(snapshot, number, border(items, part), to, sums.get(part));
    }
    return new PhaseStatistics(phase, sums, items);
  }

  /** Every step in two parts. */
  private void step(Tile tile, int steps, Sums into) {
    for (int step = 1; step <= steps; step++) {
      Sums due = step == steps ? into : null;
      tile.step(snapshot, 0, tile.count() / 2, due);
      tile.step(snapshot, tile.count() / 2, tile.count(), due);
    }
  }

  /** One update of what all phases say. */
  void update(UnaryOperator<PhaseStatistics> then) {
    List<PhaseStatistics> said = contribute().stream().map(then).toList();
    Parameters next = new Parameters(objective.layout());
    rule.apply(snapshot.version().number(), snapshot.parameters(), state, said, next);
    snapshot = new Snapshot(snapshot.version().next(), next);
  }
}
