package dev.reverie.engine;

import akka.actor.ActorInitializationException;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.reverie.aggregate.Aggregation;
import dev.reverie.aggregate.Aggregator;
import dev.reverie.chain.ChainHost;
import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Objective;
import dev.reverie.protocol.ToAggregator;
import dev.reverie.run.Outcome;
import dev.reverie.run.Progress;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One training as an actor: spawn {@link #create} anywhere in an actor system, with a subscriber,
 * and wait for {@link EngineEvent.Finished}. The engine stops itself then; it never touches the
 * system around it, and any number of engines live in one system. Stopping the actor ends the
 * training at once, without a checkpoint.
 */
public final class Engine extends AbstractBehavior<EngineCommand> {
  private record Heard(Aggregator.Told message) implements EngineCommand {}

  private record Gone(ActorRef<EngineEvent> subscriber) implements EngineCommand {}

  private final SnapshotStore store;
  private final ActorRef<ToAggregator> aggregator;
  private final Set<ActorRef<EngineEvent>> subscribers = new LinkedHashSet<>();
  private final List<ActorRef<Outcome>> stoppers = new ArrayList<>();
  private Progress progress;

  /**
   * @param resumeFrom where to go on; its identity must have been held against the settings by the
   *     caller. The engine does not keep it, so that such a behaviour can be started once only
   * @param subscriber is told everything, however soon it ends; who subscribes later may come too
   *     late
   */
  public static Behavior<EngineCommand> create(
      Objective objective,
      RunSettings run,
      Optional<Checkpoint> resumeFrom,
      ActorRef<EngineEvent> subscriber) {
    return create(objective, run, resumeFrom, Optional.of(subscriber));
  }

  /** An engine without a subscriber to begin with. */
  public static Behavior<EngineCommand> create(
      Objective objective, RunSettings run, Optional<Checkpoint> resumeFrom) {
    return create(objective, run, resumeFrom, Optional.empty());
  }

  private static Behavior<EngineCommand> create(
      Objective objective,
      RunSettings run,
      Optional<Checkpoint> resumeFrom,
      Optional<ActorRef<EngineEvent>> subscriber) {
    Optional<Handover<Checkpoint>> from = resumeFrom.map(Handover::new);
    return Behaviors.setup(
        context -> new Engine(context, objective, run, from.map(Handover::take), subscriber));
  }

  private Engine(
      ActorContext<EngineCommand> context,
      Objective objective,
      RunSettings run,
      Optional<Checkpoint> resumeFrom,
      Optional<ActorRef<EngineEvent>> subscriber) {
    super(context);
    subscriber.ifPresent(this::subscribe);
    EngineSettings settings = EngineSettings.of(context.getSystem().settings().config());
    this.store = new SnapshotStore(objective.layout(), settings.poisonBuffers());
    SumsPool pool = new SumsPool(objective.phases());
    Rehearsal.before(objective);
    Snapshot first = Aggregation.publishFirst(objective, resumeFrom, store);
    this.progress = Progress.atStart(first.version(), run.updates(), objective.updatesPerPass());
    Handover<Optional<Checkpoint>> from = new Handover<>(resumeFrom);
    this.aggregator =
        context.spawn(
            Aggregator.create(
                settings.aggregator(),
                run,
                run.checkpoints().map(CheckpointStore::new),
                store,
                outbox -> new Aggregation(objective, run, from.take(), first, store, pool, outbox),
                context.messageAdapter(Aggregator.Told.class, Heard::new)),
            "aggregator",
            DispatcherSelector.fromConfig(settings.dispatcher()));
    context.watch(aggregator);
    Handover<Map<String, byte[]>> particles =
        new Handover<>(resumeFrom.map(Checkpoint::particles).orElse(Map.of()));
    context.watch(
        context.spawn(
            ChainHost.create(
                objective, run, settings.host(), particles::take, store, pool, aggregator.narrow()),
            "host"));
  }

  @Override
  public Receive<EngineCommand> createReceive() {
    return newReceiveBuilder()
        .onMessage(EngineCommand.Subscribe.class, this::onSubscribe)
        .onMessage(EngineCommand.CopyParameters.class, this::onCopyParameters)
        .onMessage(EngineCommand.DrawParticles.class, this::onDrawParticles)
        .onMessage(EngineCommand.Stop.class, this::onStop)
        .onMessage(Heard.class, this::onHeard)
        .onMessage(Gone.class, this::onGone)
        .onSignal(ChildFailed.class, this::onFailed)
        .build();
  }

  private Behavior<EngineCommand> onSubscribe(EngineCommand.Subscribe subscribe) {
    subscribe(subscribe.subscriber());
    return this;
  }

  private void subscribe(ActorRef<EngineEvent> subscriber) {
    if (subscribers.add(subscriber)) {
      getContext().watchWith(subscriber, new Gone(subscriber));
    }
  }

  private Behavior<EngineCommand> onGone(Gone gone) {
    subscribers.remove(gone.subscriber());
    return this;
  }

  private Behavior<EngineCommand> onCopyParameters(EngineCommand.CopyParameters copy) {
    copy.replyTo().tell(store.copy());
    return this;
  }

  private Behavior<EngineCommand> onDrawParticles(EngineCommand.DrawParticles draw) {
    aggregator.tell(new Aggregator.Draw(draw.replyTo()));
    return this;
  }

  private Behavior<EngineCommand> onStop(EngineCommand.Stop stop) {
    stoppers.add(stop.replyTo());
    aggregator.tell(new Aggregator.Stop());
    return this;
  }

  private Behavior<EngineCommand> onHeard(Heard heard) {
    if (heard.message() instanceof Aggregator.Advanced advanced) {
      progress = advanced.progress();
      tell(
          advanced.endOfPass().isPresent()
              ? new EngineEvent.PassEnded(advanced.progress(), advanced.endOfPass().get())
              : new EngineEvent.Advanced(advanced.progress()));
      return this;
    }
    return end(((Aggregator.Finished) heard.message()).outcome());
  }

  /** The aggregator failed, or no worker could be started. */
  private Behavior<EngineCommand> onFailed(ChildFailed failed) {
    Throwable cause = failed.cause();
    while (cause instanceof ActorInitializationException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    boolean diverged = cause instanceof DivergedException;
    return end(
        new Outcome(
            diverged ? Outcome.Status.DIVERGED : Outcome.Status.FAILED,
            diverged ? cause.getMessage() : failed.getRef().path().name() + " failed: " + cause,
            progress,
            store.copy(),
            List.of(),
            Optional.empty()));
  }

  private Behavior<EngineCommand> end(Outcome outcome) {
    tell(new EngineEvent.Finished(outcome));
    stoppers.forEach(replyTo -> replyTo.tell(outcome));
    return Behaviors.stopped();
  }

  private void tell(EngineEvent event) {
    subscribers.forEach(subscriber -> subscriber.tell(event));
  }
}
