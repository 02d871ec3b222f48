package dev.reverie.benchmark.growth;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.reverie.engine.Engine;
import dev.reverie.engine.EngineCommand;
import dev.reverie.engine.EngineEvent;
import dev.reverie.phase.Objective;
import dev.reverie.run.RunSettings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Runs one training, lets it come to its pace for half the time, and then takes the time of its
 * updates.
 */
final class EngineStopwatch extends AbstractBehavior<EngineEvent> {
  private final ActorRef<EngineCommand> engine;
  private final double seconds;
  private final CompletableFuture<Double> secondsPerUpdate;
  private final long born = System.nanoTime();
  private long begin;
  private long updatesAtBegin = -1;
  private double result = Double.NaN;

  static Behavior<EngineEvent> create(
      Objective objective,
      RunSettings run,
      double seconds,
      CompletableFuture<Double> secondsPerUpdate) {
    return Behaviors.setup(
        context -> new EngineStopwatch(context, objective, run, seconds, secondsPerUpdate));
  }

  private EngineStopwatch(
      ActorContext<EngineEvent> context,
      Objective objective,
      RunSettings run,
      double seconds,
      CompletableFuture<Double> secondsPerUpdate) {
    super(context);
    this.seconds = seconds;
    this.secondsPerUpdate = secondsPerUpdate;
    this.engine =
        context.spawn(Engine.create(objective, run, Optional.empty(), context.getSelf()), "engine");
    context.watch(engine);
  }

  @Override
  public Receive<EngineEvent> createReceive() {
    return newReceiveBuilder()
        .onMessage(EngineEvent.Advanced.class, event -> onDone(event.progress().done()))
        .onMessage(EngineEvent.PassEnded.class, event -> onDone(event.progress().done()))
        .onMessage(EngineEvent.Finished.class, this::onFinished)
        .onSignal(Terminated.class, signal -> onEnd("the engine failed to start"))
        .build();
  }

  private Behavior<EngineEvent> onDone(long updates) {
    long now = System.nanoTime();
    if (updatesAtBegin < 0) {
      if ((now - born) * 1e-9 >= seconds / 2) {
        begin = now;
        updatesAtBegin = updates;
      }
    } else if (Double.isNaN(result) && isOver(now, updates)) {
      result = (now - begin) * 1e-9 / (updates - updatesAtBegin);
      engine.tell(new EngineCommand.Stop(getContext().getSystem().ignoreRef()));
    }
    return this;
  }

  private boolean isOver(long now, long updates) {
    return (now - begin) * 1e-9 >= seconds && updates > updatesAtBegin;
  }

  private Behavior<EngineEvent> onFinished(EngineEvent.Finished finished) {
    return onEnd("the training ended by itself: " + finished.outcome().reason());
  }

  /**
   * @param trouble what it means when there is no result yet
   */
  private Behavior<EngineEvent> onEnd(String trouble) {
    if (Double.isNaN(result)) {
      secondsPerUpdate.completeExceptionally(new IllegalStateException(trouble));
    } else {
      secondsPerUpdate.complete(result);
    }
    return Behaviors.stopped();
  }
}
