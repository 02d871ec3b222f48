package dev.reverie.benchmark.peers.workload;

import dev.reverie.benchmark.peers.process.Ready;
import dev.reverie.benchmark.peers.process.Round;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PlainLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Updates per second through actors, each round a training that goes on from the same parameters;
 * and the bytes that all threads allocate meanwhile.
 */
final class EngineTraining implements Workload {
  static final int WARM_ROUNDS = 3;
  private static final int SERVED_BEFORE = 2;

  private final WorkloadSettings settings;
  private final EngineHouse house;
  private final Objective objective;

  EngineTraining(WorkloadSettings settings) {
    this.settings = settings;
    this.house = new EngineHouse(settings);
    Objective fresh = Training.objective(settings);
    PlainLoop loop = new PlainLoop(fresh).run(LoopTraining.WARM_UPDATES);
    this.objective = StartedAt.of(fresh, loop.parameters());
  }

  @Override
  public Ready warmUp() {
    for (int round = 0; round < WARM_ROUNDS; round++) {
      measure();
    }
    return new Ready(List.of(), Map.of());
  }

  @Override
  public Round measure() {
    Allocation allocation = new Allocation();
    Window.Seen seen = Window.look(house, objective, settings.seconds(), allocation::bytes);
    requireFresh(seen);
    Map<String, Double> counts = new HashMap<>();
    counts.put("updates", seen.updates());
    counts.put("cases", seen.cases());
    counts.put("particleSweeps", seen.particleSweeps());
    counts.put("allocatedBytes", seen.gauged());
    if (settings.threads() > 1) {
      counts.put("roundTripNanos", CoreDistance.roundTripNanos());
    }
    return new Round(seen.seconds(), counts);
  }

  /**
   * An update counts only with a batch of fresh cases and a sweep of every particle. What arrived
   * before the window opened may serve the update that was under way then, and the one after it.
   */
  private void requireFresh(Window.Seen seen) {
    double cases = (seen.updates() - SERVED_BEFORE) * WorkloadSettings.BATCH;
    double sweeps = (seen.updates() - SERVED_BEFORE) * settings.particles();
    if (seen.updates() < 1 || seen.cases() < cases || seen.particleSweeps() < sweeps) {
      throw new IllegalStateException(
          "%.0f updates with %.0f cases and %.0f particle sweeps, must be %d and %d an update"
              .formatted(
                  seen.updates(),
                  seen.cases(),
                  seen.particleSweeps(),
                  WorkloadSettings.BATCH,
                  settings.particles()));
    }
  }
}
