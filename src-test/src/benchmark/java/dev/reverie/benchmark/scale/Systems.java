package dev.reverie.benchmark.scale;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Arrays;

/** Actor systems of this JVM that make a cluster on the loopback. */
public final class Systems {
  private static final String SETTINGS =
      """
      reverie.engine {
        dispatcher.fork-join-executor { parallelism-min = %1$d, parallelism-max = %1$d }
        progress-interval = 50 ms
      }
      akka {
        loglevel = ERROR
        stdout-loglevel = ERROR
        actor.provider = cluster
        actor.default-dispatcher.fork-join-executor { parallelism-min = 2, parallelism-max = 4 }
        remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
        cluster {
          roles = [aggregator]
          downing-provider-class = "akka.cluster.sbr.SplitBrainResolverProvider"
          gossip-interval = 200 ms
          leader-actions-interval = 200 ms
          periodic-tasks-initial-delay = 200 ms
          failure-detector.acceptable-heartbeat-pause = 30 s
          jmx.enabled = off
        }
        coordinated-shutdown {
          run-by-actor-system-terminate = off
          run-by-jvm-shutdown-hook = off
          exit-jvm = off
        }
      }
      """;

  private Systems() {}

  /**
   * @param name the same for all that are to find each other
   * @param threads that sweep
   */
  public static ActorSystem<Void> start(String name, int threads) {
    Config own = ConfigFactory.parseString(SETTINGS.formatted(threads));
    return ActorSystem.create(
        Behaviors.empty(), name, own.withFallback(ConfigFactory.load()).resolve());
  }

  /** Returns when all have ended. */
  public static void stop(ActorSystem<?>... systems) {
    Arrays.stream(systems).forEach(ActorSystem::terminate);
    Arrays.stream(systems)
        .forEach(system -> system.getWhenTerminated().toCompletableFuture().join());
  }
}
