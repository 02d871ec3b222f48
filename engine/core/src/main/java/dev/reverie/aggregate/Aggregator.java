package dev.reverie.aggregate;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.checkpoint.SupersededException;
import dev.reverie.clock.Clock;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.protocol.FromWorkerEnvelope;
import dev.reverie.protocol.ToAggregator;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Outcome;
import dev.reverie.run.Particles;
import dev.reverie.run.Progress;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The actor that carries the aggregator's decisions, and reports how far the run is to whoever
 * started it.
 */
public final class Aggregator extends AbstractBehavior<ToAggregator> implements Outbox {
  /** What the actor is told, besides what workers say. */
  public sealed interface Command extends ToAggregator {}

  /** Show the particles. */
  public record Draw(ActorRef<List<Particles>> replyTo) implements Command {}

  /** End at a clean point. */
  public record Stop() implements Command {}

  private record Saved(long update, Path file, Throwable failure) implements Command {}

  private record Ended(Making making) implements Command {}

  private record Report() implements Command {}

  /** What the actor tells whoever started it. */
  public sealed interface Told {}

  /**
   * How far the run is.
   *
   * @param endOfPass a copy of the parameters when a pass over the data has just ended
   */
  public record Advanced(Progress progress, Optional<Snapshot> endOfPass) implements Told {}

  /** The run has ended. */
  public record Finished(Outcome outcome) implements Told {}

  /**
   * How the actor works.
   *
   * @param dispatcher configuration path of the dispatcher that makes parts of an update
   * @param blockingDispatcher that of the one that writes files
   * @param reportEvery the least time between two reports
   * @param makers threads that make the parts of an update, this actor's own included
   */
  public record Settings(
      Clock clock,
      String dispatcher,
      String blockingDispatcher,
      Duration reportEvery,
      int makers) {}

  private final Settings settings;
  private final SnapshotStore store;
  private final Optional<CheckpointStore> checkpoints;
  private final ActorRef<Told> listener;
  private final Executor files;
  private final Executor compute;
  private final Consumer<Making> makingEnded;
  private final Makers makers;
  private final Aggregation aggregation;
  private final Map<WorkerId, ActorRef<ToWorker>> workers = new HashMap<>();
  private final List<ActorRef<List<Particles>>> drawers = new ArrayList<>();
  private long lastPassReport;
  private boolean unheard;
  private Making begun;

  /**
   * @param decisions makes the decisions, given where their effects go
   */
  public static Behavior<ToAggregator> create(
      Settings settings,
      RunSettings run,
      Optional<CheckpointStore> checkpoints,
      SnapshotStore store,
      Function<Outbox, Aggregation> decisions,
      ActorRef<Told> listener) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Report(), settings.reportEvery());
                  return new Aggregator(context, settings, checkpoints, store, decisions, listener);
                }));
  }

  private Aggregator(
      ActorContext<ToAggregator> context,
      Settings settings,
      Optional<CheckpointStore> checkpoints,
      SnapshotStore store,
      Function<Outbox, Aggregation> decisions,
      ActorRef<Told> listener) {
    super(context);
    context.setLoggerName(Aggregator.class);
    this.settings = settings;
    this.store = store;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.files = executor(context, settings.blockingDispatcher());
    this.compute = executor(context, settings.dispatcher());
    ActorRef<ToAggregator> self = context.getSelf();
    this.makers = new Makers(settings.makers());
    this.makingEnded = making -> self.tell(new Ended(making));
    this.lastPassReport = settings.clock().nanoTime() - settings.reportEvery().toNanos();
    this.aggregation = decisions.apply(this);
  }

  private static Executor executor(ActorContext<?> context, String dispatcher) {
    return context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig(dispatcher));
  }

  @Override
  public Receive<ToAggregator> createReceive() {
    return newReceiveBuilder()
        .onMessage(FromWorkerEnvelope.class, this::onFromWorker)
        .onMessage(Ended.class, this::onEnded)
        .onMessage(Draw.class, this::onDraw)
        .onMessage(Stop.class, this::onStop)
        .onMessage(Saved.class, this::onSaved)
        .onMessage(Report.class, this::onReport)
        .build();
  }

  private Behavior<ToAggregator> onFromWorker(FromWorkerEnvelope envelope) {
    workers.put(envelope.message().worker(), envelope.replyTo());
    aggregation.receive(envelope.message());
    return makeParts();
  }

  private Behavior<ToAggregator> onEnded(Ended ended) {
    told(ended.making());
    return makeParts();
  }

  /**
   * Works on the update that a decision has begun, on this thread too: there is nothing better to
   * do than to have it over.
   */
  private Behavior<ToAggregator> makeParts() {
    while (begun != null) {
      Making making = begun;
      begun = null;
      if (making.makeParts()) {
        told(making);
      }
    }
    return this;
  }

  private void told(Making making) {
    if (making.failure().isEmpty()) {
      aggregation.made();
    } else if (making.failure().get() instanceof Error error) {
      throw error;
    } else {
      aggregation.notMade((RuntimeException) making.failure().get());
    }
  }

  private Behavior<ToAggregator> onDraw(Draw draw) {
    drawers.add(draw.replyTo());
    aggregation.draw();
    return makeParts();
  }

  private Behavior<ToAggregator> onStop(Stop stop) {
    aggregation.stop();
    return makeParts();
  }

  private Behavior<ToAggregator> onSaved(Saved saved) {
    if (saved.failure() == null) {
      aggregation.saved(saved.update(), saved.file());
    } else {
      Throwable cause = saved.failure();
      while (cause instanceof CompletionException && cause.getCause() != null) {
        cause = cause.getCause();
      }
      if (cause instanceof SupersededException) {
        aggregation.superseded(cause.getMessage());
        return this;
      }
      getContext().getLog().warn("no checkpoint of update {}", saved.update(), cause);
      aggregation.notSaved(
          "checkpoint of update " + saved.update() + " not written: " + cause.getMessage());
    }
    return makeParts();
  }

  private Behavior<ToAggregator> onReport(Report report) {
    aggregation.remind();
    Progress progress = aggregation.progress();
    watchHeard(progress.heard());
    listener.tell(new Advanced(progress, Optional.empty()));
    return this;
  }

  /**
   * The alarm for chains that do not report any more: their particles silently drop out of the
   * average.
   */
  private void watchHeard(double heard) {
    if (heard < 1 && !unheard) {
      getContext().getLog().warn("only {} of the particles were heard of late", heard);
    } else if (heard == 1 && unheard) {
      getContext().getLog().info("all particles are heard again");
    }
    unheard = heard < 1;
  }

  @Override
  public void send(WorkerId to, ToWorker message) {
    workers.get(to).tell(message);
  }

  /** Helpers first: on other threads, parts of an update come before all other work. */
  @Override
  public boolean make(DividedUpdate update) {
    begun = new Making(update, makers, makingEnded);
    for (int helper = 1; helper < Math.min(settings.makers(), update.parts()); helper++) {
      compute.execute(begun);
    }
    return settings.makers() > 1;
  }

  @Override
  public void updated(boolean endOfPass) {
    long now = settings.clock().nanoTime();
    if (!endOfPass || now - lastPassReport < settings.reportEvery().toNanos()) {
      return;
    }
    lastPassReport = now;
    listener.tell(new Advanced(aggregation.progress(), Optional.of(store.copy())));
  }

  @Override
  public void save(Checkpoint checkpoint) {
    long update = checkpoint.updates();
    CheckpointStore target = checkpoints.orElseThrow();
    CompletableFuture<Path> written =
        CompletableFuture.supplyAsync(() -> write(target, checkpoint), files);
    getContext().pipeToSelf(written, (file, failure) -> new Saved(update, file, failure));
  }

  private static Path write(CheckpointStore target, Checkpoint checkpoint) {
    try {
      return target.write(checkpoint);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  @Override
  public void drawn(List<Particles> particles) {
    drawers.forEach(replyTo -> replyTo.tell(particles));
    drawers.clear();
  }

  @Override
  public void finished(Outcome outcome) {
    listener.tell(new Finished(outcome));
  }
}
