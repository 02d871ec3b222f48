package dev.reverie.aggregate;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.UpdateRule;
import dev.reverie.protocol.FromWorker;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.Outcome.Status;
import dev.reverie.run.Progress;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the aggregator decides: merges what workers send, makes an update whenever one is due,
 * publishes it, lets workers go on, and takes checkpoints. Message in, effects out through an
 * {@link Outbox}; one thread at a time.
 *
 * <p>Both modes run through the same lines. In lock-step the bound on staleness and the run-ahead
 * are 0, so that the statistics of an update can only come from its own version.
 */
public final class Aggregation {
  private final Objective objective;
  private final UpdateRule rule;
  private final RunSettings settings;
  private final SnapshotStore store;
  private final Outbox outbox;
  private final Tally tally = new Tally();
  private final Ledgers ledgers;
  private final Captures captures;
  private final Parameters state;
  private Snapshot newest;
  private boolean stopWanted;
  private Status ending;
  private CaptureRound last;
  private boolean saving;
  private boolean ended;
  private Optional<Path> durable = Optional.empty();
  private long durableUpdate = -1;
  private String trouble = "";

  /** Publishes the parameters that a run starts or goes on from. */
  public static Snapshot publishFirst(
      Objective objective, Optional<Checkpoint> resumeFrom, SnapshotStore store) {
    Parameters parameters = store.takeBuffer();
    Version version = new Version(0, 0);
    if (resumeFrom.isPresent()) {
      Checkpoint.restore(resumeFrom.get().parameters(), parameters);
      objective.derive(parameters);
      version = new Version(resumeFrom.get().version().epoch() + 1, resumeFrom.get().updates());
    } else {
      objective.initialise(parameters);
    }
    Snapshot first = new Snapshot(version, parameters);
    store.publish(first);
    return first;
  }

  /**
   * @param first what {@link #publishFirst} has published
   * @param resumeFrom of a run with the same objective
   */
  public Aggregation(
      Objective objective,
      RunSettings settings,
      Optional<Checkpoint> resumeFrom,
      Snapshot first,
      SnapshotStore store,
      SumsPool pool,
      Outbox outbox) {
    this.objective = objective;
    this.rule = objective.rule();
    this.settings = settings;
    this.store = store;
    this.outbox = outbox;
    this.state = new Parameters(rule.stateLayout());
    resumeFrom.ifPresent(from -> Checkpoint.restore(from.state(), state));
    this.newest = first;
    this.ledgers = new Ledgers(objective, settings, resumeFrom, tally, pool);
    this.captures = new Captures(ledgers.chains(), outbox);
    if (first.version().number() >= settings.updates()) {
      ending = Status.COMPLETED;
    }
  }

  /** A message from a worker. */
  public void receive(FromWorker message) {
    if (ended) {
      return;
    }
    if (message instanceof FromWorker.Failed failed) {
      end(failed.diverged() ? Status.DIVERGED : Status.FAILED, failed.reason());
      return;
    }
    if (message instanceof FromWorker.Captured captured) {
      captures.accept(captured);
    } else {
      ledgers.receive(message, newest.version(), settings.staleness(), outbox);
      if (message instanceof FromWorker.Ready) {
        captures.askAgain();
      }
    }
    goOn();
  }

  /** Time has passed: what may have got lost is said again. */
  public void remind() {
    if (!ended) {
      captures.askAgain();
    }
  }

  /** End at the next clean point, with a checkpoint where there is a folder for it. */
  public void stop() {
    stopWanted = true;
    if (ending == null && (settings.mode() == Mode.ASYNC || holds())) {
      ending = Status.STOPPED;
    }
    goOn();
  }

  /** Answer with the particles at the next border between two steps. */
  public void draw() {
    captures.wantDraw();
    goOn();
  }

  /** The checkpoint of that update is durable. */
  public void saved(long update, Path file) {
    durable = Optional.of(file);
    durableUpdate = update;
    trouble = "";
    saving = false;
    goOn();
  }

  /** A checkpoint could not be written; training goes on without it. */
  public void notSaved(String reason) {
    trouble = reason;
    saving = false;
    goOn();
  }

  /** How far the run is. */
  public Progress progress() {
    return new Progress(
        newest.version(),
        settings.updates(),
        objective.updatesPerPass(),
        tally.cases,
        tally.particleSweeps,
        tally.meanAge(),
        ledgers.heard(newest.version().number()),
        tally.late,
        tally.repeated,
        tally.restarts,
        ledgers.autocorrelationTime(),
        durableUpdate,
        trouble);
  }

  private void goOn() {
    if (ended) {
      return;
    }
    try {
      while (ending == null && !holds() && isDue()) {
        update();
      }
      capture();
    } catch (DivergedException e) {
      end(Status.DIVERGED, e.getMessage());
    }
    if (!ended && ending == null && !holds()) {
      ledgers.grant(newest.version().number(), outbox);
    }
  }

  private boolean isDue() {
    return ledgers.isDue(newest.version(), settings.staleness());
  }

  /**
   * In lock-step a checkpoint is taken while everybody stands still, and until it is durable or has
   * failed: no kill can then undo more than one interval.
   */
  private boolean holds() {
    return settings.mode() == Mode.LOCKSTEP && (captures.isForCheckpoint() || saving);
  }

  private void update() {
    List<PhaseStatistics> statistics = ledgers.take(newest.version(), settings.staleness());
    for (PhaseStatistics phase : statistics) {
      phase.parts().forEach(sums -> sums.requireFinite(phase.phase().name()));
    }
    Parameters next = store.takeBuffer();
    try {
      rule.apply(newest.version().number(), newest.parameters(), state, statistics, next);
    } catch (DivergedException e) {
      store.giveBack(next);
      throw e;
    }
    newest = new Snapshot(newest.version().next(), next);
    store.publish(newest);
    ledgers.updated();
    long done = newest.version().number();
    if (done >= settings.updates()) {
      ending = Status.COMPLETED;
    } else if (stopWanted) {
      ending = Status.STOPPED;
    } else if (isCheckpointDue(done)) {
      captures.wantCheckpoint();
    }
    outbox.updated(done % objective.updatesPerPass() == 0 || done >= settings.updates());
  }

  private boolean isCheckpointDue(long done) {
    return settings.checkpoints().isPresent()
        && settings.checkpointEvery() > 0
        && done % settings.checkpointEvery() == 0
        && !saving
        && !captures.isForCheckpoint();
  }

  private void capture() {
    Optional<Captures.Complete> complete;
    do {
      captures.begin(ending != null && !saving);
      complete = captures.takeComplete();
      complete.ifPresent(this::use);
    } while (complete.isPresent());
    if (last != null && !saving && !ended) {
      end(ending, "");
    }
  }

  private void use(Captures.Complete complete) {
    CaptureRound round = complete.round();
    if (complete.purpose().draw()) {
      outbox.drawn(round.shown());
    }
    if (complete.purpose().last()) {
      last = round;
    }
    if (complete.purpose().checkpoint() && settings.checkpoints().isPresent()) {
      saving = true;
      outbox.save(checkpoint(round));
    }
  }

  private Checkpoint checkpoint(CaptureRound round) {
    newest.parameters().requireBounded();
    return new Checkpoint(
        newest.version(),
        settings.identity(),
        Checkpoint.blocks(newest.parameters()),
        Checkpoint.blocks(state),
        round.particles(),
        ledgers.frontier(newest.version().number()),
        ledgers.beyondFrontier());
  }

  private void end(Status status, String reason) {
    ended = true;
    boolean good = status == Status.COMPLETED || status == Status.STOPPED;
    outbox.finished(
        new Outcome(
            status, reason, progress(), store.copy(), good ? last.shown() : List.of(), durable));
  }
}
