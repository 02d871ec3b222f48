package dev.reverie.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.protocol.Division;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorker.BatchContribution;
import dev.reverie.protocol.FromWorker.Captured;
import dev.reverie.protocol.FromWorker.ChainContribution;
import dev.reverie.protocol.Ticket;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.RunSettings;
import dev.reverie.simulation.CountingObjective;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * An aggregator whose workers answer by a script: once in each update, first the chains and then
 * the data workers, beginning with another one each time, with statistics that are told by what was
 * asked for, and of versions within the bound. Where the aggregator waits for chains that were
 * late, they answer once more.
 */
final class ScriptedRun {
  static final int UPDATES = 14;
  static final int STALENESS = 3;
  static final List<WorkerId> WORKERS =
      List.of(
          new WorkerId(0, 0),
          new WorkerId(0, 1),
          new WorkerId(0, 2),
          WorkerId.dataWorker(0),
          WorkerId.dataWorker(1));

  private final Objective objective = new CountingObjective(9, 4, 3, 10, 2);
  private final RecordingOutbox outbox = new RecordingOutbox();
  private final SnapshotStore store = new SnapshotStore(objective.layout(), true);
  private final Aggregation aggregation;
  private final List<FromWorker> said = new ArrayList<>();
  private final List<Float> course = new ArrayList<>();

  ScriptedRun() {
    RunSettings settings =
        new RunSettings(
            Mode.ASYNC, 3, 2, STALENESS, UPDATES, 0, Optional.of(Path.of("nowhere")), Map.of());
    Snapshot first = Aggregation.publishFirst(objective, Optional.empty(), store);
    aggregation =
        new Aggregation(
            objective,
            settings,
            Optional.empty(),
            first,
            store,
            new SumsPool(objective.phases()),
            outbox);
  }

  /**
   * @param disturbance happens before each answer of each worker
   */
  void run(BiConsumer<ScriptedRun, WorkerId> disturbance) {
    WORKERS.forEach(worker -> aggregation.receive(new FromWorker.Ready(worker, 0)));
    for (int update = 0; update < UPDATES; update++) {
      for (WorkerId worker : order(update)) {
        disturbance.accept(this, worker);
        say(answer(worker, update - age(worker, update), 0));
      }
      for (WorkerId chain : WORKERS.subList(0, 3)) {
        if (outbox.updates == update && age(chain, update) > 0) {
          say(answer(chain, update, 0));
        }
      }
      assertEquals(update + 1, outbox.updates, "updates after round " + update);
      course.add(store.copy().parameters().values()[objective.layout().blocks().get(0).offset()]);
    }
    end();
  }

  private static int age(WorkerId worker, int update) {
    return (update + worker.index()) % (1 + Math.min(update, STALENESS));
  }

  private void say(FromWorker answer) {
    said.add(answer);
    aggregation.receive(answer);
    outbox.makeAll(aggregation);
  }

  private static List<WorkerId> order(int update) {
    List<WorkerId> chains = new ArrayList<>(WORKERS.subList(0, 3));
    List<WorkerId> dataWorkers = new ArrayList<>(WORKERS.subList(3, 5));
    Collections.rotate(chains, update);
    Collections.rotate(dataWorkers, update);
    chains.addAll(dataWorkers);
    return chains;
  }

  /**
   * Whether the worker is the first one of its kind to answer in this update, so that all others
   * are busy.
   */
  boolean isFirst(WorkerId worker) {
    List<WorkerId> order = order(outbox.updates);
    return order.indexOf(worker) == (worker.isDataWorker() ? 3 : 0);
  }

  private void end() {
    for (int chain = 0; chain < 3; chain++) {
      PersistentPhase phase = (PersistentPhase) objective.phases().get(0);
      int bytes = Division.count(phase.particles(), 3, chain) * phase.particleBytes();
      ToWorker.Capture capture = outbox.captures.get(new WorkerId(0, chain));
      aggregation.receive(
          new Captured(new WorkerId(0, chain), 0, capture.capture(), new byte[bytes]));
    }
    aggregation.saved(UPDATES, Path.of("nowhere"));
    assertEquals(Outcome.Status.COMPLETED, outbox.outcomes.get(0).status());
  }

  /**
   * What a worker says to the work that it was told last, computed with a version; {@code lie}
   * makes the statistics wrong.
   */
  FromWorker answer(WorkerId worker, long version, long lie) {
    ToWorker told = outbox.work.get(worker);
    Version computedWith = new Version(0, version);
    CountingObjective.Total total = new CountingObjective.Total();
    if (told instanceof ToWorker.Take take) {
      Ticket ticket = take.ticket();
      total.add(ticket.batch() * 31 + ticket.from() * 7L + ticket.to() + lie);
      return new BatchContribution(
          worker, 0, take.sequence(), ticket, computedWith, List.of(total));
    }
    total.add(outbox.updates * 17L + worker.index() * 5L + lie);
    return new ChainContribution(
        worker, 0, ((ToWorker.Proceed) told).sequence(), computedWith, total, new double[0]);
  }

  /** Something reaches the aggregator that is not in the script. */
  void inject(FromWorker message) {
    int before = outbox.updates;
    aggregation.receive(message);
    assertTrue(outbox.begun.isEmpty(), () -> "an update was begun of " + message);
    assertEquals(before, outbox.updates, () -> "an update was made of " + message);
  }

  /** The newest version. */
  long newest() {
    return outbox.updates;
  }

  /** All answers of the script so far. */
  List<FromWorker> said() {
    return said;
  }

  /** The learned number after each update. */
  List<Float> course() {
    return course;
  }

  Checkpoint last() {
    assertTrue(outbox.saves.size() == 1);
    return outbox.saves.get(0);
  }

  long late() {
    return aggregation.progress().late();
  }

  long repeated() {
    return aggregation.progress().repeated();
  }
}
