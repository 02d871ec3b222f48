package dev.reverie.benchmark.peers.workload;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.reverie.engine.Engine;
import dev.reverie.engine.EngineCommand;
import dev.reverie.engine.EngineEvent;
import dev.reverie.phase.Objective;
import dev.reverie.run.Outcome;
import dev.reverie.run.Progress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;

/**
 * The actor that watches a training through a window of time: opened once the training has settled,
 * closed after so many seconds. Then the training is stopped.
 */
final class Window {
  /** What was seen between two events of a training. */
  record Seen(Sample begin, Sample end) {
    double seconds() {
      return (end.nanos() - begin.nanos()) * 1e-9;
    }

    double gauged() {
      return end.gauge() - begin.gauge();
    }

    double updates() {
      return end.progress().done() - begin.progress().done();
    }

    double cases() {
      return end.progress().cases() - begin.progress().cases();
    }

    double particleSweeps() {
      return end.progress().particleSweeps() - begin.progress().particleSweeps();
    }
  }

  private static final double SETTLED_SECONDS = 0.5;

  private final double seconds;
  private final DoubleSupplier gauge;
  private final ActorRef<EngineCommand> engine;
  private final ActorRef<Outcome> nobody;
  private final CompletableFuture<Seen> seen;
  private final long start = System.nanoTime();
  private Sample begin;
  private Sample end;

  /** Trains, looks, stops, and returns once everything stands still. */
  static Seen look(EngineHouse house, Objective objective, double seconds, DoubleSupplier gauge) {
    CompletableFuture<Seen> seen = new CompletableFuture<>();
    Behavior<EngineEvent> watch =
        Behaviors.setup(
            context -> {
              Window window = new Window(context, house, objective, seconds, gauge, seen);
              return Behaviors.receiveMessage(window::onEvent);
            });
    house.spawn(watch, "training");
    return seen.join();
  }

  private Window(
      ActorContext<EngineEvent> context,
      EngineHouse house,
      Objective objective,
      double seconds,
      DoubleSupplier gauge,
      CompletableFuture<Seen> seen) {
    this.seconds = seconds;
    this.gauge = gauge;
    this.nobody = house.nobody();
    this.seen = seen;
    this.engine =
        context.spawn(
            Engine.create(objective, house.run(objective), Optional.empty(), context.getSelf()),
            "engine");
  }

  private Behavior<EngineEvent> onEvent(EngineEvent event) {
    if (event instanceof EngineEvent.Finished finished) {
      return onFinished(finished.outcome());
    }
    if (event instanceof EngineEvent.PassEnded ended) {
      onProgress(ended.progress());
    } else {
      onProgress(((EngineEvent.Advanced) event).progress());
    }
    return Behaviors.same();
  }

  private void onProgress(Progress progress) {
    long now = System.nanoTime();
    if (begin == null && (now - start) * 1e-9 >= SETTLED_SECONDS && progress.done() > 0) {
      begin = new Sample(now, progress, gauge.getAsDouble());
    } else if (begin != null && end == null && (now - begin.nanos()) * 1e-9 >= seconds) {
      end = new Sample(now, progress, gauge.getAsDouble());
      engine.tell(new EngineCommand.Stop(nobody));
    }
  }

  private Behavior<EngineEvent> onFinished(Outcome outcome) {
    if (end == null) {
      seen.completeExceptionally(
          new IllegalStateException(
              "the training ended too soon: " + outcome.status() + " " + outcome.reason()));
    } else {
      seen.complete(new Seen(begin, end));
    }
    return Behaviors.stopped();
  }
}
