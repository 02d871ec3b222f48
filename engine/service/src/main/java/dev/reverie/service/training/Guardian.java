package dev.reverie.service.training;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.reverie.engine.EngineCommand;
import dev.reverie.engine.EngineEvent;
import dev.reverie.run.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The actor around the one engine of a training: passes on what it tells, and ends with it. */
final class Guardian extends AbstractBehavior<Guardian.Command> {
  /** What the guardian is told. */
  sealed interface Command {}

  /** Stop the training at a clean point. */
  record Stop() implements Command {}

  private record Happened(EngineEvent event) implements Command {}

  private record Stopped(Outcome outcome) implements Command {}

  private final ActorRef<EngineCommand> engine;
  private final EventRelay<EngineCommand> relay;
  private final TrainingListener listener;
  private final CompletableFuture<Outcome> outcome;

  /**
   * @param engine makes the engine, given its first subscriber: one that ends at once is heard, too
   * @param outcome is completed when the training has ended, with an exception if the engine broke
   */
  static Behavior<Command> create(
      Function<ActorRef<EngineEvent>, Behavior<EngineCommand>> engine,
      TrainingListener listener,
      CompletableFuture<Outcome> outcome) {
    return Behaviors.setup(context -> new Guardian(context, engine, listener, outcome));
  }

  private Guardian(
      ActorContext<Command> context,
      Function<ActorRef<EngineEvent>, Behavior<EngineCommand>> engine,
      TrainingListener listener,
      CompletableFuture<Outcome> outcome) {
    super(context);
    this.listener = listener;
    this.outcome = outcome;
    this.engine =
        context.spawn(
            engine.apply(context.messageAdapter(EngineEvent.class, Happened::new)), "engine");
    context.watch(this.engine);
    this.relay =
        new EventRelay<>(context.getSystem(), this.engine, EngineCommand.DrawParticles::new);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Happened.class, this::onHappened)
        .onMessage(Stop.class, this::onStop)
        .onMessage(Stopped.class, stopped -> onOutcome(stopped.outcome()))
        .onSignal(Terminated.class, signal -> onEngineGone())
        .onSignal(PostStop.class, signal -> onEngineGone())
        .build();
  }

  private Behavior<Command> onHappened(Happened happened) {
    if (happened.event() instanceof EngineEvent.Finished finished) {
      return onOutcome(finished.outcome());
    }
    relay.pass(happened.event(), listener);
    return this;
  }

  private Behavior<Command> onStop(Stop stop) {
    engine.tell(new EngineCommand.Stop(getContext().messageAdapter(Outcome.class, Stopped::new)));
    return this;
  }

  private Behavior<Command> onOutcome(Outcome ended) {
    outcome.complete(ended);
    return Behaviors.stopped();
  }

  private Behavior<Command> onEngineGone() {
    outcome.completeExceptionally(new IllegalStateException("the engine ended without a word"));
    return Behaviors.stopped();
  }
}
