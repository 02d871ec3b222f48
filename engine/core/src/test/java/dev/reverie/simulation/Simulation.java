package dev.reverie.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.aggregate.Aggregation;
import dev.reverie.aggregate.Outbox;
import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.Particles;
import dev.reverie.run.Progress;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.SnapshotStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * One run of the whole protocol in a world with faults. Every message and every update is held
 * against {@link Books}.
 */
final class Simulation {
  private static final int PATIENCE = 3_000_000;
  private static final int REMIND_AFTER = 4_000;

  private final Timeline timeline = new Timeline();
  private final RunSettings settings;
  private final Faults faults;
  private final Random random;
  private final SimulatedHost host;
  private final Books books;
  private final Aggregation aggregation;
  private final Map<WorkerId, ToWorker> proceeds = new HashMap<>();
  private final List<Checkpoint> offered = new ArrayList<>();
  private Optional<Checkpoint> durable = Optional.empty();
  private Optional<Outcome> outcome = Optional.empty();
  private Version newest;
  private long durableUpdate;
  private boolean saving;
  private boolean making;
  private boolean drawing;

  /** Where a run goes on, and what updates before it have consumed. */
  record Resume(Checkpoint checkpoint, Consumption consumed) {}

  /** A run in which all workers are alike. */
  Simulation(
      Objective model, RunSettings settings, Optional<Resume> from, Faults faults, long seed) {
    this(model, settings, from, id -> Node.NEAR, faults, seed);
  }

  /**
   * @param nodes where each worker runs
   * @param seed of the world's faults
   */
  Simulation(
      Objective model,
      RunSettings settings,
      Optional<Resume> from,
      Function<WorkerId, Node> nodes,
      Faults faults,
      long seed) {
    this.settings = settings;
    this.faults = faults;
    this.random = new Random(seed);
    Objective objective = new WatchedObjective(model, new Watch());
    SnapshotStore store = new SnapshotStore(objective.layout(), true);
    Network network = new Network(timeline, faults, random);
    this.host =
        new SimulatedHost(
            objective,
            settings,
            nodes,
            store,
            new SimulatedHost.World(timeline, network, faults, random));
    Optional<Checkpoint> checkpoint = from.map(Resume::checkpoint);
    this.books =
        new Books(
            objective,
            settings,
            checkpoint.map(Checkpoint::updates).orElse(0L),
            from.map(Resume::consumed)
                .map(Consumption::copy)
                .orElseGet(() -> Books.nothing(objective)));
    Snapshot first = Aggregation.publishFirst(objective, checkpoint, store);
    books.publishes(first.version().number(), first.parameters());
    this.newest = first.version();
    this.durableUpdate = newest.number();
    this.aggregation =
        new Aggregation(objective, settings, checkpoint, first, store, host.pool(), new Effects());
    host.startAll(first, checkpoint.map(Checkpoint::particles).orElse(Map.of()), this::receive);
    remindLater();
  }

  private void receive(FromWorker message) {
    books.delivered(message, newest);
    aggregation.receive(message);
  }

  private void remindLater() {
    timeline.after(
        REMIND_AFTER,
        () -> {
          aggregation.remind();
          remindLater();
        });
  }

  /** Until the run has ended. */
  Outcome run() {
    run(PATIENCE);
    assertTrue(outcome.isPresent(), () -> "does not end: " + aggregation.progress());
    host.end();
    return outcome.get();
  }

  /** Until the run has ended or so many events have happened. */
  void run(int events) {
    for (int n = 0; n < events && outcome.isEmpty(); n++) {
      timeline.step();
    }
  }

  /** Until an update is being made or the run has ended. */
  void runUntilMaking() {
    while (!making && outcome.isEmpty()) {
      timeline.step();
    }
  }

  /** Lets go on what is still under way after the end. */
  void runOn(int events) {
    for (int n = 0; n < events; n++) {
      timeline.step();
    }
  }

  /** Something reaches the aggregator that no worker has said. */
  void deliver(FromWorker message) {
    aggregation.receive(message);
  }

  /** How the run has ended. */
  Optional<Outcome> outcome() {
    return outcome;
  }

  boolean isMaking() {
    return making;
  }

  /** Asks for an end, which must come after no more than the update under way. */
  void stopAndRun() {
    long most = newest.number() + (settings.mode() == Mode.LOCKSTEP || making ? 1 : 0);
    aggregation.stop();
    Outcome ended = run();
    boolean complete = ended.progress().done() == settings.updates();
    assertEquals(
        complete ? Outcome.Status.COMPLETED : Outcome.Status.STOPPED,
        ended.status(),
        ended.reason());
    assertTrue(ended.progress().done() <= most, ended.progress() + ", most=" + most);
  }

  void draw() {
    drawing = true;
    aggregation.draw();
  }

  /**
   * Where a run can go on that follows this one, which has been killed or has ended; empty when
   * nothing is durable.
   */
  Optional<Resume> resume() {
    return durable.map(
        checkpoint -> new Resume(checkpoint, books.consumedBefore(checkpoint.updates())));
  }

  /** Checkpoints that were to be written, whether they were or not. */
  List<Checkpoint> offered() {
    return offered;
  }

  Books books() {
    return books;
  }

  Progress progress() {
    return aggregation.progress();
  }

  private final class Effects implements Outbox {
    @Override
    public void send(WorkerId to, ToWorker message) {
      if (message instanceof ToWorker.Proceed) {
        boolean repeated = message.equals(proceeds.put(to, message));
        assertTrue(repeated || !making, "a chain goes on before there is a new version");
      }
      host.send(to, message);
    }

    /** Each part takes its own time, so that they are made in any order and between messages. */
    @Override
    public boolean make(DividedUpdate update) {
      assertFalse(making, "two updates are made at once");
      assertTrue(outcome.isEmpty(), "an update after the end");
      making = true;
      SimulatedMaking parts = new SimulatedMaking(update, this::ended);
      for (int part = 0; part < update.parts(); part++) {
        int made = part;
        timeline.after(random.nextLong(faults.making()), () -> parts.make(made));
      }
      return random.nextInt(4) > 0;
    }

    private void ended(Optional<RuntimeException> failure) {
      timeline.after(
          random.nextLong(faults.making()),
          () -> {
            making = false;
            failure.ifPresentOrElse(aggregation::notMade, aggregation::made);
          });
    }

    @Override
    public void updated(boolean endOfPass) {
      newest = newest.next();
      host.published();
      long lost = newest.number() - durableUpdate;
      boolean bounded = settings.mode() == Mode.LOCKSTEP && faults.unsaved() == 0;
      if (bounded && settings.checkpointEvery() > 0) {
        assertTrue(lost <= settings.checkpointEvery(), "a kill would undo " + lost + " updates");
      }
    }

    @Override
    public void save(Checkpoint checkpoint) {
      assertFalse(making, "a checkpoint of half an update");
      assertFalse(saving, "two checkpoints are written at once");
      assertEquals(newest, checkpoint.version());
      books.requireConsumed(checkpoint);
      saving = true;
      offered.add(checkpoint);
      timeline.after(random.nextLong(faults.saving()), () -> saved(checkpoint));
    }

    private void saved(Checkpoint checkpoint) {
      saving = false;
      if (random.nextDouble() < faults.unsaved()) {
        aggregation.notSaved("injected");
      } else {
        durable = Optional.of(checkpoint);
        durableUpdate = checkpoint.updates();
        aggregation.saved(checkpoint.updates(), Path.of("update-" + checkpoint.updates()));
      }
    }

    @Override
    public void drawn(List<Particles> particles) {
      assertTrue(drawing, "nobody has asked for particles");
      drawing = false;
    }

    @Override
    public void finished(Outcome ended) {
      assertTrue(outcome.isEmpty(), "ended twice");
      boolean good =
          ended.status() == Outcome.Status.COMPLETED || ended.status() == Outcome.Status.STOPPED;
      assertFalse(saving && good, "ended before the last checkpoint was written");
      outcome = Optional.of(ended);
    }
  }

  private final class Watch implements Observer {
    @Override
    public void madeSums(int place) {
      host.madeSums(place);
    }

    @Override
    public void reads(Snapshot snapshot) {
      books.reads(snapshot);
    }

    @Override
    public int failsAt(int from, int to) {
      return random.nextDouble() < faults.failure() ? from + random.nextInt(to - from) : to;
    }

    @Override
    public void updates(long update, List<PhaseStatistics> statistics) {
      books.updates(update, statistics);
    }

    @Override
    public void publishes(long number, Parameters parameters) {
      books.publishes(number, parameters);
    }
  }
}
