package dev.reverie.benchmark.growth;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.SpawnProtocol;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.reverie.rbm.RbmObjective;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The asynchronous engine on x threads, with as many chains. */
final class ThreadsExperiment implements Experiment {
  private static final String POOL = "reverie.engine.dispatcher.fork-join-executor.parallelism-";
  private static final String PROGRESS = "reverie.engine.progress-interval";

  private final Trained trained;
  private final int batch;
  private final List<ActorSystem<?>> systems = new ArrayList<>();

  /**
   * @param batch data cases of an update, and particles
   */
  ThreadsExperiment(Trained trained, int batch) {
    this.trained = trained;
    this.batch = batch;
  }

  @Override
  public Point point(double x) {
    int threads = (int) x;
    Config config =
        ConfigFactory.parseMap(
                Map.of(POOL + "min", threads, POOL + "max", threads, PROGRESS, "50 ms"))
            .withFallback(ConfigFactory.load());
    ActorSystem<SpawnProtocol.Command> system =
        ActorSystem.create(SpawnProtocol.create(), "growth-" + threads, config);
    systems.add(system);
    RbmObjective objective = trained.objective(batch, batch, 1);
    long stateBytes = (long) batch * Trained.negative(objective).particleBytes();
    TrainedObjective start = new TrainedObjective(objective, trained.parameters());
    return new Point(
        x, trained.snapshotBytes(), stateBytes, new EngineWork(system, start, threads));
  }

  @Override
  public void close() {
    systems.forEach(ActorSystem::terminate);
    systems.forEach(system -> system.getWhenTerminated().toCompletableFuture().join());
  }
}
