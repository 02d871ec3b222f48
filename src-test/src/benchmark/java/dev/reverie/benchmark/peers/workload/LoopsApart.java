package dev.reverie.benchmark.peers.workload;

import dev.reverie.benchmark.peers.process.Ready;
import dev.reverie.benchmark.peers.process.Round;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Plain loops on as many threads that have nothing to do with one another: what the machine would
 * give to a training that is divided without loss.
 */
final class LoopsApart implements Workload {
  private final WorkloadSettings settings;
  private final List<LoopTraining> loops;
  private final ExecutorService threads;

  LoopsApart(WorkloadSettings settings) {
    this.settings = settings;
    this.loops =
        Stream.generate(() -> new LoopTraining(settings)).limit(settings.threads()).toList();
    this.threads = Executors.newFixedThreadPool(settings.threads());
  }

  @Override
  public Ready warmUp() {
    loops.forEach(LoopTraining::warmUp);
    return new Ready(List.of(), Map.of());
  }

  @Override
  public Round measure() {
    List<CompletableFuture<Round>> rounds =
        loops.stream().map(loop -> CompletableFuture.supplyAsync(loop::measure, threads)).toList();
    double updates =
        settings.seconds()
            * rounds.stream().mapToDouble(round -> round.join().perSecond("updates")).sum();
    double cases = updates * WorkloadSettings.BATCH;
    return new Round(
        settings.seconds(), Map.of("updates", updates, "cases", cases, "particleSweeps", cases));
  }
}
