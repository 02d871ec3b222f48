package dev.reverie.benchmark.peers.workload;

import dev.reverie.benchmark.peers.process.Ready;
import dev.reverie.benchmark.peers.process.Round;
import dev.reverie.phase.PlainLoop;
import java.util.List;
import java.util.Map;

/** Updates per second of the plain loop. */
final class LoopTraining implements Workload {
  /** Two passes over MNIST: particles look like digits by then, and the code is compiled. */
  static final long WARM_UPDATES = 1200;

  private final WorkloadSettings settings;
  private final PlainLoop loop;

  LoopTraining(WorkloadSettings settings) {
    this.settings = settings;
    this.loop = new PlainLoop(Training.objective(settings));
  }

  @Override
  public Ready warmUp() {
    loop.run(WARM_UPDATES);
    measure();
    return new Ready(List.of(), Map.of());
  }

  @Override
  public Round measure() {
    long updates = 0;
    Stopwatch watch = new Stopwatch();
    do {
      loop.update();
      updates++;
    } while (watch.seconds() < settings.seconds());
    double cases = (double) updates * WorkloadSettings.BATCH;
    return new Round(
        watch.seconds(),
        Map.of("updates", (double) updates, "cases", cases, "particleSweeps", cases));
  }
}
