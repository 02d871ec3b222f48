package dev.reverie.service.training;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.engine.Engine;
import dev.reverie.run.Outcome;
import dev.reverie.run.RunSettings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** An engine at work in an actor system of its own. */
final class Training {
  private static final String THREADS = "reverie.engine.dispatcher.fork-join-executor.parallelism-";

  private final ActorSystem<Guardian.Command> system;
  private final CompletableFuture<Outcome> outcome;

  private Training(ActorSystem<Guardian.Command> system, CompletableFuture<Outcome> outcome) {
    this.system = system;
    this.outcome = outcome;
  }

  static Training start(
      Workload workload,
      RunSettings run,
      Optional<Checkpoint> resumeFrom,
      TrainingListener listener) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    ActorSystem<Guardian.Command> system =
        ActorSystem.create(
            Guardian.create(
                subscriber ->
                    Engine.create(workload.learner().objective(), run, resumeFrom, subscriber),
                listener,
                outcome),
            "reverie",
            config(workload.settings().execution().threads()));
    return new Training(system, outcome);
  }

  private static Config config(int threads) {
    return ConfigFactory.parseMap(Map.of(THREADS + "min", threads, THREADS + "max", threads))
        .withFallback(ConfigFactory.parseResources("reverie-service.conf"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }

  /** Asks the engine to stop at a clean point; returns at once. */
  void stop() {
    system.tell(new Guardian.Stop());
  }

  /** Waits until the training and all of its actors have ended. */
  Outcome await() throws InterruptedException {
    try {
      Outcome ended = outcome.get();
      system.getWhenTerminated().toCompletableFuture().get();
      return ended;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the training broke: " + e.getCause().getMessage(), e.getCause());
    }
  }
}
