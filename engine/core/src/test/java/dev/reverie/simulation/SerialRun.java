package dev.reverie.simulation;

import dev.reverie.checkpoint.Checkpoint;
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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Training as a plain loop, one update after the other: what lock-step must come to, bit for bit.
 */
public final class SerialRun {
  private final Objective objective;
  private final UpdateRule rule;
  private final Parameters state;
  private final Map<Phase, Tile> tiles = new HashMap<>();
  private Snapshot current;

  public SerialRun(Objective objective) {
    this.objective = objective;
    this.rule = objective.rule();
    this.state = new Parameters(rule.stateLayout());
    Parameters start = new Parameters(objective.layout());
    objective.initialise(start);
    this.current = new Snapshot(new Version(0, 0), start);
    for (Phase phase : objective.phases()) {
      if (phase instanceof PersistentPhase chains) {
        tiles.put(phase, chains.start(current, 0, chains.particles()));
      }
    }
  }

  /** Bits of the start and after each update. */
  public List<Bits> run(int updates) {
    List<Bits> bits = new ArrayList<>();
    bits.add(bits());
    for (int update = 0; update < updates; update++) {
      List<PhaseStatistics> statistics = new ArrayList<>();
      for (Phase phase : objective.phases()) {
        statistics.add(
            phase instanceof PersistentPhase chains
                ? sweep(chains)
                : work((BatchPhase) phase, update));
      }
      Parameters next = new Parameters(objective.layout());
      rule.apply(update, current.parameters(), state, statistics, next);
      current = new Snapshot(current.version().next(), next);
      bits.add(bits());
    }
    return bits;
  }

  private PhaseStatistics sweep(PersistentPhase phase) {
    Sums sums = phase.newSums();
    for (int step = 1; step <= phase.steps(); step++) {
      Sums into = step == phase.steps() ? sums : null;
      tiles.get(phase).step(current, 0, phase.particles(), into);
    }
    return new PhaseStatistics(phase, List.of(sums), phase.particles());
  }

  private PhaseStatistics work(BatchPhase phase, long batch) {
    Sums sums = phase.newSums();
    phase.contribute(current, batch, 0, phase.items(batch), sums);
    return new PhaseStatistics(phase, List.of(sums), phase.items(batch));
  }

  private Bits bits() {
    Map<String, byte[]> particles = new HashMap<>();
    tiles.forEach(
        (phase, tile) -> {
          int bytes = ((PersistentPhase) phase).particleBytes();
          ByteBuffer out = ByteBuffer.allocate(tile.count() * bytes).order(ByteOrder.LITTLE_ENDIAN);
          for (int n = 0; n < tile.count(); n++) {
            tile.write(n, out);
          }
          particles.put(phase.name(), out.array());
        });
    return Bits.of(Checkpoint.blocks(current.parameters()), Checkpoint.blocks(state), particles);
  }

  /** The newest parameters. */
  Parameters parameters() {
    return current.parameters();
  }
}
