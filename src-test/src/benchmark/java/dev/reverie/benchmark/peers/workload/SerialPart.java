package dev.reverie.benchmark.peers.workload;

import dev.reverie.benchmark.peers.process.Ready;
import dev.reverie.benchmark.peers.process.Round;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PlainLoop;
import java.util.List;
import java.util.Map;

/**
 * The part of an update that is neither a sweep, nor statistics of cases, nor a part of a divided
 * update: on one core, an upper bound of the time in which no second core can have work.
 */
final class SerialPart implements Workload {
  private final WorkloadSettings settings;
  private final EngineHouse house;
  private final TimedWork work = new TimedWork();
  private final Objective objective;

  SerialPart(WorkloadSettings settings) {
    this.settings = settings;
    this.house = new EngineHouse(settings);
    Objective fresh = Training.objective(settings);
    PlainLoop loop = new PlainLoop(fresh).run(LoopTraining.WARM_UPDATES);
    this.objective = work.watch(StartedAt.of(fresh, loop.parameters()));
  }

  @Override
  public Ready warmUp() {
    for (int round = 0; round < EngineTraining.WARM_ROUNDS; round++) {
      measure();
    }
    return new Ready(List.of(), Map.of());
  }

  @Override
  public Round measure() {
    Window.Seen seen = Window.look(house, objective, settings.seconds(), work::seconds);
    return new Round(
        seen.seconds(), Map.of("updates", seen.updates(), "divisibleSeconds", seen.gauged()));
  }
}
