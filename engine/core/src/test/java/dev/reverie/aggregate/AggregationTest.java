package dev.reverie.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Sums;
import dev.reverie.protocol.FromWorker.BatchContribution;
import dev.reverie.protocol.FromWorker.Captured;
import dev.reverie.protocol.FromWorker.ChainContribution;
import dev.reverie.protocol.FromWorker.Failed;
import dev.reverie.protocol.FromWorker.Ready;
import dev.reverie.protocol.Ticket;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.ToWorker.Capture;
import dev.reverie.protocol.ToWorker.Proceed;
import dev.reverie.protocol.ToWorker.Take;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.RunSettings;
import dev.reverie.simulation.CountingObjective;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One chain of four particles and no data, unless said otherwise; five updates. */
class AggregationTest {
  private static final WorkerId CHAIN = new WorkerId(0, 0);
  private static final int UPDATES = 5;

  private final RecordingOutbox outbox = new RecordingOutbox();
  private Objective objective = new CountingObjective(0, 1, 1, 4, 1);
  private SnapshotStore store;
  private Aggregation aggregation;

  private void begin(Mode mode, long checkpointEvery) {
    begin(mode, checkpointEvery, Optional.empty());
    aggregation.receive(new Ready(CHAIN, 0));
  }

  private void begin(Mode mode, long checkpointEvery, Optional<Checkpoint> from) {
    begin(mode, checkpointEvery, Sites.one(1), from);
  }

  private void begin(Mode mode, long checkpointEvery, Sites sites, Optional<Checkpoint> from) {
    RunSettings settings =
        new RunSettings(
            mode,
            1,
            1,
            2,
            UPDATES,
            checkpointEvery,
            Optional.of(Path.of("nowhere")),
            Map.of("name", "value"));
    store = new SnapshotStore(objective.layout(), true);
    Snapshot first = Aggregation.publishFirst(objective, from, store);
    SumsPool pool = new SumsPool(objective.phases());
    aggregation = new Aggregation(objective, settings, sites, from, first, store, pool, outbox);
  }

  /** The chain has made the steps that it was told to make, and what follows is made too. */
  private void contribute(Sums sums) {
    contributeOnly(sums);
    outbox.makeAll(aggregation);
  }

  /** The same without the update that follows being made. */
  private void contributeOnly() {
    contributeOnly(new CountingObjective.Total());
  }

  private void contributeOnly(Sums sums) {
    Proceed told = (Proceed) outbox.work.get(CHAIN);
    Version version = aggregation.progress().version();
    aggregation.receive(
        new ChainContribution(
            CHAIN, told.incarnation(), told.sequence(), version, sums, new double[4]));
  }

  private void contribute() {
    contribute(new CountingObjective.Total());
  }

  /** The chain answers that round. */
  private void captured(long round) {
    aggregation.receive(new Captured(CHAIN, 0, round, new byte[4 * 16]));
  }

  private void saved(int checkpoint) {
    long update = outbox.saves.get(checkpoint).updates();
    aggregation.saved(update, Path.of("update-" + update));
  }

  private List<ToWorker> sent() {
    List<ToWorker> sent = List.copyOf(outbox.sent);
    outbox.clear();
    return sent;
  }

  private Outcome outcome() {
    assertEquals(1, outbox.outcomes.size(), "outcomes");
    return outbox.outcomes.get(0);
  }

  @Test
  void shouldStandStillInLockstepUntilACheckpointIsDurable() {
    begin(Mode.LOCKSTEP, 1);
    sent();
    contribute();
    assertEquals(List.of(new Capture(0, 1)), sent());
    captured(1);
    assertEquals(List.of(), sent());
    saved(0);
    assertEquals(List.of(new Proceed(0, 2)), sent());
    assertEquals(1, aggregation.progress().checkpoint());
  }

  @Test
  void shouldGoOnWhileACheckpointIsTakenOtherwise() {
    begin(Mode.ASYNC, 2);
    sent();
    contribute();
    assertEquals(List.of(new Capture(0, 1), new Proceed(0, 2)), sorted(sent()));
  }

  @Test
  void shouldNotGoBeyondWhatACrashMayCost() {
    begin(Mode.ASYNC, 2);
    contribute();
    contribute();
    sent();
    assertEquals(2, aggregation.progress().done());
    captured(1);
    assertEquals(List.of(), sent());
    saved(0);
    assertEquals(List.of(new Proceed(0, 3)), sent());
  }

  @Test
  void shouldNotWaitForAChainThatIsAwayWhereUpdatesWaitForACheckpoint() {
    begin(Mode.ASYNC, 2, new Moving(Sites.one(1)), Optional.empty());
    aggregation.receive(new Ready(CHAIN, 0));
    contribute();
    captured(1);
    saved(0);
    contribute();
    contribute();
    sent();
    assertEquals(3, aggregation.progress().done(), "one interval beyond the checkpoint");
    assertEquals(1, outbox.saves.size());
    aggregation.remind();
    assertEquals(2, outbox.saves.size(), "of the states of before");
    saved(1);
    assertEquals(List.of(new Capture(0, 2), new Proceed(0, 4)), sent());
  }

  /** Nodes between which chains move. */
  private record Moving(Sites sites) implements Sites {
    @Override
    public int count() {
      return sites.count();
    }

    @Override
    public int of(WorkerId worker) {
      return sites.of(worker);
    }

    @Override
    public int threads(int site) {
      return sites.threads(site);
    }

    @Override
    public boolean lags(int site) {
      return sites.lags(site);
    }

    @Override
    public boolean moves() {
      return true;
    }
  }

  private static List<ToWorker> sorted(List<ToWorker> sent) {
    return sent.stream()
        .sorted((a, b) -> a.getClass().getName().compareTo(b.getClass().getName()))
        .toList();
  }

  @Test
  void shouldWriteOneCheckpointAtATime() {
    begin(Mode.ASYNC, 4);
    contribute();
    contribute();
    contribute();
    captured(1);
    assertEquals(1, outbox.saves.size());
    assertEquals(3, outbox.saves.get(0).updates(), "parameters when the states are there");
    contribute();
    assertEquals(1, outbox.saves.size());
    saved(0);
    contribute();
    outbox.clear();
    captured(2);
    captured(3);
    assertEquals(2, outbox.saves.size());
    assertTrue(outbox.outcomes.isEmpty(), "the last checkpoint is still being written");
    saved(1);
    assertEquals(Outcome.Status.COMPLETED, outcome().status());
    assertEquals(Optional.of(Path.of("update-" + UPDATES)), outcome().checkpoint());
  }

  @Test
  void shouldBeginTheNextCollectionAsSoonAsOneIsComplete() {
    begin(Mode.LOCKSTEP, 1);
    aggregation.draw();
    contribute();
    sent();
    captured(1);
    assertEquals(1, outbox.drawings.size());
    assertEquals(List.of(new Capture(0, 2)), sent());
  }

  @Test
  void shouldAskAgainForStatesThatHaveNotCome() {
    begin(Mode.LOCKSTEP, 0);
    aggregation.draw();
    sent();
    aggregation.remind();
    assertEquals(List.of(new Capture(0, 1)), sent());
    aggregation.receive(new Ready(CHAIN, 1));
    assertTrue(sent().contains(new Capture(1, 1)));
  }

  @Test
  void shouldGoOnWhenACheckpointCannotBeWritten() {
    begin(Mode.LOCKSTEP, 1);
    contribute();
    captured(1);
    sent();
    aggregation.notSaved("disk full");
    assertEquals(List.of(new Proceed(0, 2)), sent());
    assertEquals("disk full", aggregation.progress().trouble());
    contribute();
    captured(2);
    saved(1);
    assertEquals("", aggregation.progress().trouble());
  }

  @Test
  void shouldStopAfterTheUpdateAtHandInLockstep() {
    begin(Mode.LOCKSTEP, 0);
    aggregation.stop();
    assertTrue(outbox.saves.isEmpty());
    contribute();
    captured(1);
    saved(0);
    assertEquals(Outcome.Status.STOPPED, outcome().status());
    assertEquals(1, outcome().progress().done());
    assertEquals(Map.of("name", "value"), outbox.saves.get(0).identity());
  }

  @Test
  void shouldStopAtOnceOtherwise() {
    begin(Mode.ASYNC, 0);
    contribute();
    aggregation.stop();
    contribute();
    captured(1);
    saved(0);
    assertEquals(Outcome.Status.STOPPED, outcome().status());
    assertEquals(1, outcome().progress().done());
    assertEquals(4, outcome().particles().get(0).states().length);
  }

  @Test
  void shouldEndWithoutAnUpdateWhereAllAreDone() {
    begin(Mode.ASYNC, 0);
    for (int update = 0; update < UPDATES; update++) {
      contribute();
    }
    captured(1);
    saved(0);
    Checkpoint finished = outbox.saves.get(0);
    begin(Mode.LOCKSTEP, 0, Optional.of(finished));
    outbox.clear();
    aggregation.receive(new Ready(CHAIN, 0));
    assertEquals(List.of(new Capture(0, 1)), sent());
    captured(1);
    saved(1);
    assertEquals(2, outbox.outcomes.size());
    assertEquals(new Version(1, UPDATES), outbox.outcomes.get(1).parameters().version());
    assertEquals(finished.parameters().keySet(), outbox.saves.get(1).parameters().keySet());
  }

  @Test
  void shouldRefuseWhatBelongsToAnEarlierEpoch() {
    begin(Mode.ASYNC, 0);
    contribute();
    aggregation.stop();
    captured(1);
    begin(Mode.ASYNC, 0, Optional.of(outbox.saves.get(0)));
    aggregation.receive(new Ready(CHAIN, 0));
    aggregation.receive(
        new ChainContribution(
            CHAIN, 0, 1, new Version(0, 1), new CountingObjective.Total(), new double[4]));
    assertEquals(1, aggregation.progress().late());
    assertEquals(new Version(1, 1), aggregation.progress().version());
  }

  @Test
  void shouldEndAsDivergedWithTheLastGoodParameters() {
    objective = new DivergingObjective(objective, 2);
    begin(Mode.LOCKSTEP, 0);
    contribute();
    contribute();
    Snapshot good = store.copy();
    contribute();
    assertEquals(Outcome.Status.DIVERGED, outcome().status());
    assertEquals("diverged in phase update: mix=NaN, must be finite", outcome().reason());
    assertEquals(new Version(0, 2), outcome().parameters().version());
    assertEquals(
        good.parameters().rows(objective.layout().block("mix"))[0],
        outcome().parameters().parameters().rows(objective.layout().block("mix"))[0]);
    assertTrue(outbox.saves.isEmpty(), "nothing is written that is not good");
  }

  @Test
  void shouldMakeNoUpdateOfStatisticsThatAreNotFinite() {
    begin(Mode.ASYNC, 0);
    contribute(new NotFinite());
    assertEquals(Outcome.Status.DIVERGED, outcome().status());
    assertEquals("diverged in phase chains: sum=NaN", outcome().reason());
    assertEquals(0, outbox.updates);
  }

  private static final class NotFinite implements Sums {
    @Override
    public void clear() {
      // Stays what it is.
    }

    @Override
    public void requireFinite(String phase) {
      throw new DivergedException("sum=NaN", phase);
    }

    @Override
    public int bytes() {
      return 0;
    }

    @Override
    public void write(ByteBuffer out) {
      // Nothing differs.
    }

    @Override
    public void read(ByteBuffer in) {
      // Nothing differs.
    }
  }

  @Test
  void shouldLetChainsRunAheadOnlyWhileNoDataWorkerIsBusy() {
    objective = new CountingObjective(4, 4, 1, 4, 1);
    begin(Mode.ASYNC, 0);
    contribute();
    assertEquals(new Proceed(0, 2), outbox.work.get(CHAIN));
    begin(Mode.ASYNC, 0);
    aggregation.receive(new Ready(WorkerId.dataWorker(0), 0));
    contribute();
    assertEquals(new Proceed(0, 1), outbox.work.get(CHAIN));
  }

  @Test
  void shouldEndWhenAWorkerCannotGoOn() {
    begin(Mode.ASYNC, 0);
    aggregation.receive(new Failed(CHAIN, 0, "chains", "it broke", false));
    assertEquals(Outcome.Status.FAILED, outcome().status());
    assertEquals("it broke", outcome().reason());
    outbox.clear();
    contribute();
    aggregation.stop();
    aggregation.draw();
    assertEquals(List.of(), outbox.sent);
    assertEquals(0, outbox.updates);
    assertEquals(1, outbox.outcomes.size());
  }

  @Test
  void shouldWaitForTheUpdateThatIsMade() {
    begin(Mode.ASYNC, 0);
    sent();
    contributeOnly();
    aggregation.receive(new Ready(CHAIN, 0));
    aggregation.receive(new Ready(CHAIN, 1));
    assertEquals(1, outbox.begun.size());
    assertEquals(List.of(), sent());
    assertEquals(new Version(0, 0), aggregation.progress().version());
    assertEquals(0, outbox.updates);
    outbox.makeAll(aggregation);
    assertEquals(1, outbox.updates);
    assertEquals(List.of(new Proceed(1, 2)), sent());
  }

  @Test
  void shouldLetDataWorkersGoOnWhileAnUpdateIsMade() {
    objective = new CountingObjective(4, 4, 1, 4, 1);
    begin(Mode.ASYNC, 0);
    WorkerId worker = WorkerId.dataWorker(0);
    aggregation.receive(new Ready(worker, 0));
    contributeOnly();
    answer(worker);
    assertEquals(1, outbox.begun.size());
    sent();
    answer(worker);
    assertEquals(List.of(new Take(0, 3, new Ticket(2, 0, 4))), sent());
    answer(worker);
    assertEquals(List.of(), sent(), "two batches ahead are enough");
    outbox.makeAll(aggregation);
    assertEquals(List.of(new Proceed(0, 2), new Take(0, 4, new Ticket(3, 0, 4))), sent());
  }

  @Test
  void shouldHaveAllStandStillWhileAnUpdateIsMadeInLockstep() {
    objective = new CountingObjective(4, 4, 1, 4, 1);
    begin(Mode.LOCKSTEP, 0);
    WorkerId worker = WorkerId.dataWorker(0);
    aggregation.receive(new Ready(worker, 0));
    contributeOnly();
    sent();
    answer(worker);
    assertEquals(List.of(), sent());
    outbox.makeAll(aggregation);
    assertEquals(List.of(new Proceed(0, 2), new Take(0, 2, new Ticket(1, 0, 4))), sent());
  }

  private void answer(WorkerId worker) {
    Take told = (Take) outbox.work.get(worker);
    aggregation.receive(
        new BatchContribution(
            worker,
            told.incarnation(),
            told.sequence(),
            told.ticket(),
            aggregation.progress().version(),
            List.of(new CountingObjective.Total())));
  }

  @Test
  void shouldKeepAndShowNothingOfHalfAnUpdate() {
    begin(Mode.ASYNC, 2);
    contribute();
    contributeOnly();
    aggregation.draw();
    captured(1);
    assertTrue(outbox.saves.isEmpty());
    outbox.makeAll(aggregation);
    assertEquals(2, outbox.saves.get(0).updates());
    captured(2);
    assertEquals(1, outbox.drawings.size());
  }

  @Test
  void shouldStopAfterTheUpdateThatIsMade() {
    begin(Mode.ASYNC, 0);
    contributeOnly();
    aggregation.stop();
    captured(1);
    assertTrue(outbox.saves.isEmpty());
    outbox.makeAll(aggregation);
    captured(1);
    saved(0);
    assertEquals(Outcome.Status.STOPPED, outcome().status());
    assertEquals(1, outcome().progress().done());
  }

  @Test
  void shouldNotGiveAwayWhatIsStillBeingWrittenWhenAWorkerFails() {
    begin(Mode.LOCKSTEP, 0);
    contributeOnly();
    assertEquals(2, store.allocated());
    aggregation.receive(new Failed(CHAIN, 0, "chains", "it broke", false));
    assertEquals("it broke", outcome().reason());
    Parameters other = store.takeBuffer();
    assertEquals(3, store.allocated(), "the buffer of the update is still in use");
    store.giveBack(other);
    outbox.makeAll(aggregation);
    assertEquals(0, outbox.updates);
    assertEquals(1, outbox.outcomes.size());
    assertEquals(new Version(0, 0), store.copy().version());
  }
}
