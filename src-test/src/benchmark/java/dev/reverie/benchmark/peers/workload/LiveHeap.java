package dev.reverie.benchmark.peers.workload;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.reverie.benchmark.peers.process.Ready;
import dev.reverie.benchmark.peers.process.Round;
import dev.reverie.engine.Engine;
import dev.reverie.engine.EngineEvent;
import dev.reverie.rbm.RbmObjective;
import dev.reverie.run.Progress;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Bytes on the heap that are in use while a training of so many particles goes on. */
final class LiveHeap implements Workload {
  /** By then every buffer has been needed once. */
  private static final long FIRST_UPDATES = 2;

  private static final int COLLECTIONS = 4;

  private final WorkloadSettings settings;
  private final CompletableFuture<Progress> running = new CompletableFuture<>();
  private volatile long updates;

  LiveHeap(WorkloadSettings settings) {
    this.settings = settings;
  }

  @Override
  public Ready warmUp() {
    EngineHouse house = new EngineHouse(settings);
    RbmObjective objective = Training.objective(settings);
    Behavior<EngineEvent> watch =
        Behaviors.setup(
            context -> {
              context.spawn(
                  Engine.create(
                      objective, house.run(objective), Optional.empty(), context.getSelf()),
                  "engine");
              return Behaviors.receiveMessage(this::onEvent);
            });
    house.spawn(watch, "training");
    running.join();
    return new Ready(List.of(), Map.of());
  }

  private Behavior<EngineEvent> onEvent(EngineEvent event) {
    if (event instanceof EngineEvent.Finished finished) {
      running.completeExceptionally(
          new IllegalStateException("the training ended too soon: " + finished.outcome().reason()));
      return Behaviors.stopped();
    }
    if (event instanceof EngineEvent.Advanced advanced) {
      updates = advanced.progress().done();
      if (updates >= FIRST_UPDATES) {
        running.complete(advanced.progress());
      }
    }
    return Behaviors.same();
  }

  /** The least of several collections, for the training goes on and makes garbage meanwhile. */
  @Override
  public Round measure() {
    Stopwatch watch = new Stopwatch();
    double least = Double.POSITIVE_INFINITY;
    for (int n = 0; n < COLLECTIONS; n++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return new Round(watch.seconds(), Map.of("liveBytes", least, "updates", (double) updates));
  }
}
