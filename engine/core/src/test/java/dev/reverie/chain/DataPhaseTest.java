package dev.reverie.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.chain.RangesPhase.Range;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Phase;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorker.BatchContribution;
import dev.reverie.protocol.FromWorker.Ready;
import dev.reverie.protocol.Ticket;
import dev.reverie.protocol.ToWorker.Proceed;
import dev.reverie.protocol.ToWorker.Take;
import dev.reverie.protocol.WorkerId;
import dev.reverie.simulation.CountingObjective;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two batch phases, of 400 and of 40 items, with chains between them; every quantum ends after a
 * slab of 128.
 */
class DataPhaseTest {
  private static final WorkerId ID = WorkerId.dataWorker(0);

  private final List<Phase> phases =
      List.of(
          new RangesPhase("many", 400),
          new CountingObjective(0, 1, 1, 5, 1).phases().get(0),
          new RangesPhase("few", 40));
  private final SnapshotStore store = new SnapshotStore(Layout.empty(), true);
  private final SumsPool pool = new SumsPool(phases);
  private final List<FromWorker> said = new ArrayList<>();
  private final DataPhase worker;

  DataPhaseTest() {
    publish(0);
    worker =
        new DataPhase(
            ID, 2, phases, store, pool, new Quantum(new ManualClock(1000), 1000), said::add);
  }

  private void publish(long number) {
    store.publish(new Snapshot(new Version(0, number), store.takeBuffer()));
  }

  private int runAll() {
    int quanta = 0;
    while (worker.isBusy()) {
      worker.run();
      quanta++;
    }
    return quanta;
  }

  private BatchContribution contribution(int place) {
    return (BatchContribution) said.get(place);
  }

  private List<Range> ranges(int place, int phase) {
    return ((RangesPhase.Ranges) contribution(place).sums().get(phase)).ranges;
  }

  @Test
  void shouldSayThatItIsReady() {
    assertEquals(List.of(new Ready(ID, 2)), said);
    assertFalse(worker.isBusy());
  }

  @Test
  void shouldWorkOffItsShareOfEveryBatchPhaseUnderOneSnapshot() {
    worker.receive(new Take(2, 1, new Ticket(7, 100, 400)));
    worker.run();
    publish(1);
    assertEquals(3, runAll());
    Version old = new Version(0, 0);
    assertEquals(
        List.of(
            new Range(7, 100, 228, old), new Range(7, 228, 356, old), new Range(7, 356, 400, old)),
        ranges(1, 0));
    assertEquals(List.of(new Range(7, 10, 40, old)), ranges(1, 1));
    assertEquals(new Ticket(7, 100, 400), contribution(1).ticket());
    assertEquals(old, contribution(1).version());
    assertEquals(0, store.leased());
  }

  @Test
  void shouldUseTheNewestSnapshotForEachShare() {
    worker.receive(new Take(2, 1, new Ticket(0, 0, 10)));
    runAll();
    publish(1);
    worker.receive(new Take(2, 2, new Ticket(0, 10, 20)));
    runAll();
    assertEquals(new Version(0, 1), contribution(2).version());
  }

  @Test
  void shouldBringNothingOfAPhaseThatHasNoItemsInTheShare() {
    worker.receive(new Take(2, 1, new Ticket(0, 1, 5)));
    runAll();
    assertEquals(1, ranges(1, 0).size());
    assertEquals(List.of(), ranges(1, 1));
  }

  @Test
  void shouldIgnoreWhatIsNotMeantForItOrRepeated() {
    Ticket ticket = new Ticket(0, 0, 10);
    worker.receive(new Take(1, 1, ticket));
    worker.receive(new Take(2, 2, ticket));
    worker.receive(new Proceed(2, 1));
    assertFalse(worker.isBusy());
    worker.receive(new Take(2, 1, ticket));
    worker.receive(new Take(2, 2, new Ticket(0, 10, 20)));
    runAll();
    worker.receive(new Take(2, 1, ticket));
    assertFalse(worker.isBusy());
    assertEquals(2, said.size());
    assertEquals(ticket, contribution(1).ticket());
  }

  @Test
  void shouldSayTheLastThingAgainWhenNoAnswerComes() {
    worker.remind();
    assertEquals(List.of(new Ready(ID, 2), new Ready(ID, 2)), said);
    worker.receive(new Take(2, 1, new Ticket(0, 0, 200)));
    worker.run();
    worker.remind();
    assertEquals(2, said.size(), "it has its answer");
    runAll();
    worker.remind();
    assertSame(said.get(2), said.get(3));
  }

  @Test
  void shouldGiveTheLeaseBackWhenAbandoned() {
    worker.receive(new Take(2, 1, new Ticket(0, 0, 200)));
    worker.run();
    assertEquals(1, store.leased());
    worker.abandon();
    worker.abandon();
    assertEquals(0, store.leased());
  }

  @Test
  void shouldContributeNothingThatIsNotFinite() {
    worker.receive(new Take(2, 1, new Ticket(RangesPhase.BAD_BATCH, 0, 4)));
    DivergedException diverged = assertThrows(DivergedException.class, this::runAll);
    assertEquals("many", diverged.phase());
    assertEquals(1, said.size());
  }
}
