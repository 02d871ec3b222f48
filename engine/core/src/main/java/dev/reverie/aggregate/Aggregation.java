package dev.reverie.aggregate;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.DividedUpdate;
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
 * What the aggregator decides: merges what workers send, has an update made whenever one is due,
 * publishes it, lets workers go on, and takes checkpoints. Message in, effects out through an
 * {@link Outbox}; one thread at a time.
 *
 * <p>The parts of an update are made elsewhere. Meanwhile messages are booked as ever and data
 * workers go on, but all else waits until there is a new version: chains, the next update, and
 * whatever shows or keeps the state of the run.
 *
 * <p>Both modes run through the same lines. In lock-step the bound on staleness and the run-ahead
 * are 0, so that the statistics of an update can only come from its own version.
 */
public final class Aggregation {
  private final Objective objective;
  private final RunSettings settings;
  private final SnapshotStore store;
  private final Outbox outbox;
  private final Tally tally = new Tally();
  private final Ledgers ledgers;
  private final Captures captures;
  private final CheckpointPlan plan;
  private final Updating updating;
  private Snapshot newest;
  private boolean othersWork;
  private boolean stopWanted;
  private Status ending;
  private CaptureRound last;
  private boolean saving;
  private boolean ended;
  private Optional<Path> durable = Optional.empty();
  private long durableUpdate = -1;
  private String trouble = "";

  /** Publishes the parameters that a run starts or goes on from, in an epoch of their own. */
  public static Snapshot publishFirst(
      Objective objective, Optional<Checkpoint> resumeFrom, SnapshotStore store) {
    long epoch = resumeFrom.map(from -> from.version().epoch() + 1L).orElse(0L);
    return publishFirst(objective, resumeFrom, store, Math.toIntExact(epoch));
  }

  /**
   * The same in a given epoch.
   *
   * @param epoch not below that of {@code resumeFrom}
   */
  public static Snapshot publishFirst(
      Objective objective, Optional<Checkpoint> resumeFrom, SnapshotStore store, int epoch) {
    Parameters parameters = store.takeBuffer();
    Version version = new Version(epoch, resumeFrom.map(Checkpoint::updates).orElse(0L));
    if (resumeFrom.isPresent()) {
      Checkpoint.restore(resumeFrom.get().parameters(), parameters);
      objective.derive(parameters);
    } else {
      objective.initialise(parameters);
    }
    Snapshot first = new Snapshot(version, parameters);
    store.publish(first);
    return first;
  }

  /** With all workers on this node, which has a thread for each data worker. */
  public Aggregation(
      Objective objective,
      RunSettings settings,
      Optional<Checkpoint> resumeFrom,
      Snapshot first,
      SnapshotStore store,
      SumsPool pool,
      Outbox outbox) {
    this(
        objective,
        settings,
        Sites.one(settings.dataWorkers()),
        resumeFrom,
        first,
        store,
        pool,
        outbox);
  }

  /**
   * @param first what {@link #publishFirst} has published
   * @param sites of the workers
   * @param resumeFrom of a run with the same objective; its states may be written once more, and
   *     where nobody waits have been taken past the steps that were lost since
   */
  public Aggregation(
      Objective objective,
      RunSettings settings,
      Sites sites,
      Optional<Checkpoint> resumeFrom,
      Snapshot first,
      SnapshotStore store,
      SumsPool pool,
      Outbox outbox) {
    this.objective = objective;
    this.settings = settings;
    this.store = store;
    this.outbox = outbox;
    this.updating = updating(objective.rule(), resumeFrom, store);
    this.newest = first;
    this.ledgers = new Ledgers(objective, settings, sites, resumeFrom, tally, pool);
    this.captures =
        new Captures(
            ledgers.chains(),
            sites.moves(),
            sites.moves() ? resumeFrom.map(Checkpoint::particles) : Optional.empty(),
            outbox);
    this.plan = new CheckpointPlan(settings, first.version().number());
    if (first.version().number() >= settings.updates()) {
      ending = Status.COMPLETED;
    }
  }

  private static Updating updating(
      UpdateRule rule, Optional<Checkpoint> resumeFrom, SnapshotStore store) {
    Parameters state = new Parameters(rule.stateLayout());
    resumeFrom.ifPresent(from -> Checkpoint.restore(from.state(), state));
    return new Updating(rule, state, store);
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

  /**
   * Time has passed: what may have got lost is said again, and where updates wait for a checkpoint
   * it is not to wait for chains.
   */
  public void remind() {
    if (ended) {
      return;
    }
    captures.askAgain();
    if (plan.isExhausted(newest.version().number())) {
      captures.hurry();
      goOn();
    }
  }

  /** End at the next clean point, with a checkpoint where there is a folder for it. */
  public void stop() {
    stopWanted = true;
    boolean clean = settings.mode() == Mode.ASYNC ? !updating.isUnderWay() : holds();
    if (ending == null && clean) {
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
    plan.saved(update, newest.version().number());
    trouble = "";
    saving = false;
    goOn();
  }

  /** A checkpoint could not be written; training goes on without it. */
  public void notSaved(String reason) {
    plan.failed(newest.version().number());
    trouble = reason;
    saving = false;
    goOn();
  }

  /** Others go on with the training from a checkpoint of before; this one is over. */
  public void superseded(String reason) {
    if (!ended) {
      end(Status.FAILED, reason);
    }
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
        tally.oldest,
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
      if (ending == null && !updating.isUnderWay() && !holds() && isDue()) {
        update();
      }
      if (!updating.isUnderWay()) {
        capture();
      }
    } catch (DivergedException e) {
      end(Status.DIVERGED, e.getMessage());
    }
    grant();
  }

  private void grant() {
    if (ended || ending != null || holds()) {
      return;
    }
    if (!updating.isUnderWay()) {
      ledgers.grant(newest.version(), outbox);
    } else if (othersWork) {
      ledgers.grantData(newest.version().number(), outbox);
    }
  }

  private boolean isDue() {
    return ledgers.isDue(newest.version(), settings.staleness());
  }

  /**
   * In lock-step a checkpoint is taken while everybody stands still, and until it is durable or has
   * failed; else everybody waits for one only that is very late. No kill can then undo more than
   * one interval.
   */
  private boolean holds() {
    boolean taken = captures.isForCheckpoint() || saving;
    return settings.mode() == Mode.LOCKSTEP ? taken : plan.isExhausted(newest.version().number());
  }

  private void update() {
    List<PhaseStatistics> statistics = ledgers.take(newest.version(), settings.staleness());
    DividedUpdate update;
    try {
      update = updating.begin(newest, statistics);
    } catch (RuntimeException e) {
      endAt(e);
      return;
    }
    othersWork = outbox.make(update);
  }

  /** All parts of the update under way have been made. */
  public void made() {
    if (ended) {
      updating.drop();
      return;
    }
    try {
      newest = updating.finish(newest);
    } catch (RuntimeException e) {
      endAt(e);
      return;
    }
    store.publish(newest);
    ledgers.updated();
    long done = newest.version().number();
    if (done >= settings.updates()) {
      ending = Status.COMPLETED;
    } else if (stopWanted) {
      ending = Status.STOPPED;
    } else if (plan.isLate(done)) {
      captures.hurry();
    } else if (isCheckpointDue(done)) {
      plan.begin(done);
      captures.wantCheckpoint();
    }
    outbox.updated(done % objective.updatesPerPass() == 0 || done >= settings.updates());
    goOn();
  }

  /** A part of the update under way could not be made, and none is being made any more. */
  public void notMade(RuntimeException failure) {
    updating.drop();
    if (!ended) {
      endAt(failure);
    }
  }

  private void endAt(RuntimeException failure) {
    boolean diverged = failure instanceof DivergedException;
    String reason = "update " + newest.version().number() + " failed: " + failure;
    end(diverged ? Status.DIVERGED : Status.FAILED, diverged ? failure.getMessage() : reason);
  }

  private boolean isCheckpointDue(long done) {
    return plan.isDue(done) && !saving && !captures.isForCheckpoint();
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
      plan.collected();
      outbox.save(checkpoint(round));
    }
  }

  private Checkpoint checkpoint(CaptureRound round) {
    newest.parameters().requireBounded();
    return new Checkpoint(
        newest.version(),
        settings.identity(),
        Checkpoint.blocks(newest.parameters()),
        Checkpoint.blocks(updating.state()),
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
