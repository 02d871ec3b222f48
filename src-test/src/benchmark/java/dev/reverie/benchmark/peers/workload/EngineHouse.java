package dev.reverie.benchmark.peers.workload;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.SpawnProtocol;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.reverie.phase.Objective;
import dev.reverie.run.DataShare;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.RunSettings;
import java.util.Map;
import java.util.Optional;

/** An actor system for engines of so many threads, each training asynchronously. */
final class EngineHouse {
  private static final int STALENESS = 8;

  private final ActorSystem<SpawnProtocol.Command> system;
  private final WorkloadSettings settings;

  EngineHouse(WorkloadSettings settings) {
    String pool = "reverie.engine.dispatcher.fork-join-executor.parallelism-";
    Config config =
        ConfigFactory.parseMap(
                Map.of(
                    pool + "min",
                    settings.threads(),
                    pool + "max",
                    settings.threads(),
                    "reverie.engine.progress-interval",
                    "100 ms",
                    "akka.stdout-loglevel",
                    "OFF"))
            .withFallback(ConfigFactory.load());
    this.settings = settings;
    this.system = ActorSystem.create(SpawnProtocol.create(), "compare", config);
  }

  /** One chain a thread, and as many data workers as those threads need. */
  RunSettings run(Objective objective) {
    int threads = settings.threads();
    return new RunSettings(
        Mode.ASYNC,
        threads,
        DataShare.workers(objective, Mode.ASYNC, threads),
        STALENESS,
        settings.updates(),
        0,
        Optional.empty(),
        Map.of());
  }

  <T> void spawn(Behavior<T> behavior, String name) {
    system.tell(new SpawnProtocol.Spawn<>(behavior, name, Props.empty(), system.ignoreRef()));
  }

  /** A recipient that hears nothing. */
  ActorRef<Outcome> nobody() {
    return system.ignoreRef();
  }
}
