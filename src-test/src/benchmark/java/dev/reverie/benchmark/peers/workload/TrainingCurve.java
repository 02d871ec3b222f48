package dev.reverie.benchmark.peers.workload;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.reverie.benchmark.peers.nats.CurvePoints;
import dev.reverie.benchmark.peers.process.Ready;
import dev.reverie.benchmark.peers.process.Round;
import dev.reverie.engine.Engine;
import dev.reverie.engine.EngineCommand;
import dev.reverie.engine.EngineEvent;
import dev.reverie.parameter.Snapshot;
import dev.reverie.rbm.RbmObjective;
import dev.reverie.run.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One training from its start in a cold JVM, and copies of its parameters on the way and at the
 * end. Making a copy counts as training; writing them happens afterwards.
 */
final class TrainingCurve implements Workload {
  private record Moment() {}

  private record Copy(double seconds, Snapshot snapshot) {}

  private final WorkloadSettings settings;
  private final RbmObjective objective;
  private final EngineHouse house;
  private final List<Copy> copies = new ArrayList<>();
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private ActorRef<EngineCommand> engine;

  TrainingCurve(WorkloadSettings settings) {
    this.settings = settings;
    this.objective = Training.objective(settings);
    this.house = new EngineHouse(settings);
  }

  @Override
  public Ready warmUp() {
    return new Ready(List.of(), Map.of());
  }

  @Override
  public Round measure() {
    Stopwatch watch = new Stopwatch();
    house.spawn(training(watch), "training");
    Outcome end = outcome.join();
    double seconds = watch.seconds();
    if (end.status() != Outcome.Status.COMPLETED && end.status() != Outcome.Status.STOPPED) {
      throw new IllegalStateException(end.status() + " " + end.reason());
    }
    CurvePoints points = new CurvePoints(Path.of(settings.folder()));
    for (Copy copy : copies) {
      points.add(
          copy.seconds(),
          copy.snapshot().version().number(),
          objective.rbm(),
          copy.snapshot().parameters());
    }
    points.write();
    return new Round(seconds, Map.of("updates", (double) end.progress().done()));
  }

  private Behavior<Object> training(Stopwatch watch) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  engine =
                      context.spawn(
                          Engine.create(
                              objective,
                              house.run(objective),
                              Optional.empty(),
                              context.getSelf().narrow()),
                          "engine");
                  for (double moment : settings.moments()) {
                    double left = Math.max(0, moment - watch.seconds());
                    timers.startSingleTimer(
                        moment, new Moment(), Duration.ofNanos((long) (left * 1e9)));
                  }
                  ActorRef<Snapshot> self = context.getSelf().narrow();
                  return Behaviors.receiveMessage(message -> onMessage(message, watch, self));
                }));
  }

  private Behavior<Object> onMessage(Object message, Stopwatch watch, ActorRef<Snapshot> self) {
    if (message instanceof Moment) {
      engine.tell(new EngineCommand.CopyParameters(self));
    } else if (message instanceof Snapshot snapshot) {
      copies.add(new Copy(watch.seconds(), snapshot));
      if (copies.size() == settings.moments().size()) {
        engine.tell(new EngineCommand.Stop(house.nobody()));
      }
    } else if (message instanceof EngineEvent.Finished finished) {
      copies.add(new Copy(watch.seconds(), finished.outcome().parameters()));
      outcome.complete(finished.outcome());
      return Behaviors.stopped();
    }
    return Behaviors.same();
  }
}
