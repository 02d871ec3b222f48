package dev.reverie.benchmark.growth;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.SpawnProtocol;
import dev.reverie.phase.Objective;
import dev.reverie.run.DataShare;
import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Updates of the asynchronous engine. Every visit is a training of its own; what counts is the
 * steady state, between two reports of its progress.
 */
final class EngineWork implements Work {
  /** In which there are many reports of progress. */
  private static final double LEAST_SECONDS = 0.2;

  private static final int STALENESS = 8;
  private static final long NO_END = Long.MAX_VALUE / 2;

  private final ActorSystem<SpawnProtocol.Command> system;
  private final Objective objective;
  private final RunSettings run;

  EngineWork(ActorSystem<SpawnProtocol.Command> system, Objective objective, int threads) {
    this.system = system;
    this.objective = objective;
    this.run =
        new RunSettings(
            Mode.ASYNC,
            threads,
            DataShare.workers(objective, Mode.ASYNC, threads),
            STALENESS,
            NO_END,
            0,
            Optional.empty(),
            Map.of());
  }

  @Override
  public double secondsPerItem(double seconds) {
    CompletableFuture<Double> result = new CompletableFuture<>();
    system.tell(
        new SpawnProtocol.Spawn<>(
            EngineStopwatch.create(objective, run, Math.max(seconds, LEAST_SECONDS), result),
            "stopwatch",
            Props.empty(),
            system.ignoreRef()));
    return result.join();
  }
}
