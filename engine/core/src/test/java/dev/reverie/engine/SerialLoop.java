package dev.reverie.engine;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Training as it stands in a textbook: one thread, one tile a phase, one sum a phase, fresh memory
 * for everything.
 */
final class SerialLoop {
  private final Objective objective;
  private final UpdateRule rule;
  private final Parameters state;
  private final Map<PersistentPhase, Tile> tiles = new LinkedHashMap<>();
  private Snapshot snapshot;

  private SerialLoop(Objective objective) {
    this.objective = objective;
    this.rule = objective.rule();
    this.state = new Parameters(rule.stateLayout());
    Parameters parameters = new Parameters(objective.layout());
    objective.initialise(parameters);
    this.snapshot = new Snapshot(new Version(0, 0), parameters);
    for (Phase phase : objective.phases()) {
      if (phase instanceof PersistentPhase persistent) {
        tiles.put(persistent, persistent.start(snapshot, 0, persistent.particles()));
      }
    }
  }

  /** Where a training ends that nothing disturbs. */
  static Trained train(Training training) {
    SerialLoop loop = new SerialLoop(training.objective());
    for (long update = 0; update < training.updates(); update++) {
      loop.update();
    }
    return loop.trained();
  }

  private void update() {
    List<PhaseStatistics> statistics = new ArrayList<>();
    for (Phase phase : objective.phases()) {
      Sums sums = phase.newSums();
      long count =
          phase instanceof PersistentPhase persistent
              ? sweep(persistent, sums)
              : sum((BatchPhase) phase, sums);
      statistics.add(new PhaseStatistics(phase, List.of(sums), count));
    }
    Parameters next = new Parameters(objective.layout());
    rule.apply(snapshot.version().number(), snapshot.parameters(), state, statistics, next);
    snapshot = new Snapshot(snapshot.version().next(), next);
  }

  private long sweep(PersistentPhase phase, Sums sums) {
    for (int step = 1; step <= phase.steps(); step++) {
      Sums due = step == phase.steps() ? sums : null;
      tiles.get(phase).step(snapshot, 0, phase.particles(), due);
    }
    return phase.particles();
  }

  private long sum(BatchPhase phase, Sums sums) {
    long batch = snapshot.version().number();
    phase.contribute(snapshot, batch, 0, phase.items(batch), sums);
    return phase.items(batch);
  }

  private Trained trained() {
    Map<String, byte[]> particles = new LinkedHashMap<>();
    tiles.forEach((phase, tile) -> particles.put(phase.name(), bytes(phase, tile)));
    return new Trained(
        Checkpoint.blocks(snapshot.parameters()), Checkpoint.blocks(state), particles);
  }

  private static byte[] bytes(PersistentPhase phase, Tile tile) {
    ByteBuffer out =
        ByteBuffer.allocate(phase.particles() * phase.particleBytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int place = 0; place < tile.count(); place++) {
      tile.write(place, out);
    }
    return out.array();
  }
}
