package dev.reverie.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.protocol.FromWorker.BatchContribution;
import dev.reverie.protocol.Ticket;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.ToWorker.Take;
import dev.reverie.protocol.WorkerId;
import dev.reverie.simulation.CountingObjective;
import dev.reverie.snapshot.SumsPool;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two data workers; passes of two batches, of 10 and 4 items; a run of 6 batches. */
class BatchLedgerTest {
  private static final int PLACE = 0;
  private static final int LOCKSTEP = 0;
  private static final int ASYNC = 1;
  private static final int BOUND = 3;

  private final CountingObjective objective = new CountingObjective(10, 4, 2, 0, 1);
  private final BatchPhase phase = (BatchPhase) objective.phases().get(PLACE);
  private final SumsPool pool = new SumsPool(objective.phases());
  private final Tally tally = new Tally();
  private final RecordingOutbox outbox = new RecordingOutbox();

  private BatchLedger started(int runAhead) {
    TicketSource tickets = new TicketSource(phase, 2, 6, 0, 0, List.of());
    BatchLedger ledger =
        new BatchLedger(List.of(phase), List.of(PLACE), tickets, 2, runAhead, tally, pool);
    ledger.ready(id(0), 0, outbox);
    ledger.ready(id(1), 0, outbox);
    ledger.grant(0, outbox);
    return ledger;
  }

  private static WorkerId id(int worker) {
    return WorkerId.dataWorker(worker);
  }

  private static Version version(long number) {
    return new Version(1, number);
  }

  /** The worker answers what it was told last, having computed with a version. */
  private BatchContribution answer(BatchLedger ledger, int worker, long computedAt, long now) {
    Take take = (Take) outbox.work.get(id(worker));
    BatchContribution contribution =
        new BatchContribution(
            id(worker),
            take.incarnation(),
            take.sequence(),
            take.ticket(),
            version(computedAt),
            List.of(new CountingObjective.Total()));
    ledger.accept(contribution, version(now), BOUND, outbox);
    return contribution;
  }

  private void requireSent(WorkerId to, ToWorker message) {
    assertEquals(List.of(to), outbox.receivers);
    assertEquals(List.of(message), outbox.sent);
    outbox.clear();
  }

  @Test
  void shouldGiveEachWorkerAShare() {
    started(LOCKSTEP);
    assertEquals(
        List.of(new Take(0, 1, new Ticket(0, 0, 5)), new Take(0, 1, new Ticket(0, 5, 10))),
        outbox.sent);
  }

  @Test
  void shouldBeginNoOtherBatchInLockstep() {
    BatchLedger ledger = started(LOCKSTEP);
    answer(ledger, 0, 0, 0);
    outbox.clear();
    ledger.grant(0, outbox);
    assertEquals(List.of(), outbox.sent);
    assertFalse(ledger.isDue(version(0), 0));
    answer(ledger, 1, 0, 0);
    assertTrue(ledger.isDue(version(0), 0));
  }

  @Test
  void shouldBeginOneBatchAheadOtherwise() {
    BatchLedger ledger = started(ASYNC);
    answer(ledger, 0, 0, 0);
    ledger.grant(0, outbox);
    answer(ledger, 0, 0, 0);
    ledger.grant(0, outbox);
    outbox.clear();
    answer(ledger, 0, 0, 0);
    ledger.grant(0, outbox);
    assertEquals(List.of(), outbox.sent);
    ledger.grant(1, outbox);
    requireSent(id(0), new Take(0, 4, new Ticket(2, 0, 5)));
  }

  @Test
  void shouldTakeTheSharesOfTheOldestBatch() {
    BatchLedger ledger = started(ASYNC);
    answer(ledger, 0, 0, 0);
    ledger.grant(0, outbox);
    answer(ledger, 0, 0, 0);
    ledger.grant(0, outbox);
    answer(ledger, 0, 0, 0);
    assertFalse(ledger.isDue(version(0), BOUND), "5 + 2 + 2 of 10");
    answer(ledger, 1, 0, 0);
    assertTrue(ledger.isDue(version(0), BOUND));
    ledger.take(version(0));
    assertEquals(10, ledger.statistics(0).count());
    assertEquals(1, ledger.tickets().frontier());
    ledger.recycleTaken();
    assertTrue(ledger.isDue(version(1), BOUND), "the short batch is still there");
    ledger.take(version(1));
    assertEquals(4, ledger.statistics(0).count());
    assertEquals(2, ledger.tickets().frontier());
    assertEquals(14, tally.cases);
  }

  @Test
  void shouldUseAndRecycleWhatArrives() {
    BatchLedger ledger = started(LOCKSTEP);
    BatchContribution second = answer(ledger, 1, 0, 0);
    BatchContribution first = answer(ledger, 0, 0, 0);
    ledger.take(version(0));
    PhaseStatistics statistics = ledger.statistics(0);
    assertEquals(2, statistics.parts().size());
    assertSame(first.sums().get(0), statistics.parts().get(0));
    assertSame(second.sums().get(0), statistics.parts().get(1));
    ledger.recycleTaken();
    assertSame(second.sums().get(0), pool.take(PLACE));
    assertSame(first.sums().get(0), pool.take(PLACE));
  }

  @Test
  void shouldHandOutALateShareAgain() {
    BatchLedger ledger = started(ASYNC);
    BatchContribution late = answer(ledger, 0, 0, BOUND + 1);
    outbox.clear();
    ledger.grant(0, outbox);
    requireSent(id(0), new Take(0, 2, new Ticket(0, 0, 5)));
    assertEquals(1, tally.late);
    assertSame(late.sums().get(0), pool.take(PLACE));
  }

  @Test
  void shouldHandOutAgainWhateverHasBecomeTooOldWhileItWaited() {
    BatchLedger ledger = started(ASYNC);
    answer(ledger, 0, 2, 2);
    answer(ledger, 1, 0, 2);
    assertTrue(ledger.isDue(version(2), BOUND));
    assertFalse(ledger.isDue(version(BOUND + 1), BOUND));
    assertEquals(1, tally.late);
    outbox.clear();
    ledger.grant(0, outbox);
    assertTrue(outbox.sent.contains(new Take(0, 2, new Ticket(0, 5, 10))), "" + outbox.sent);
  }

  @Test
  void shouldRefuseAnotherEpoch() {
    BatchLedger ledger = started(ASYNC);
    ledger.accept(
        new BatchContribution(
            id(0),
            0,
            1,
            new Ticket(0, 0, 5),
            new Version(0, 0),
            List.of(new CountingObjective.Total())),
        version(0),
        BOUND,
        outbox);
    assertEquals(1, tally.late);
    answer(ledger, 1, 0, 0);
    assertFalse(ledger.isDue(version(0), BOUND));
  }

  @Test
  void shouldHandOutTheShareOfAWorkerThatFailed() {
    BatchLedger ledger = started(LOCKSTEP);
    outbox.clear();
    ledger.ready(id(1), 1, outbox);
    ledger.grant(0, outbox);
    requireSent(id(1), new Take(1, 1, new Ticket(0, 5, 10)));
    assertEquals(1, tally.restarts);
  }

  @Test
  void shouldIgnoreAnEarlierIncarnation() {
    BatchLedger ledger = started(LOCKSTEP);
    BatchContribution early =
        new BatchContribution(
            id(1), 0, 1, new Ticket(0, 5, 10), version(0), List.of(new CountingObjective.Total()));
    ledger.ready(id(1), 1, outbox);
    ledger.grant(0, outbox);
    outbox.clear();
    ledger.accept(early, version(0), 0, outbox);
    ledger.ready(id(1), 0, outbox);
    answer(ledger, 0, 0, 0);
    assertEquals(List.of(), outbox.sent);
    assertEquals(2, tally.repeated);
    assertFalse(ledger.isDue(version(0), 0));
  }

  @Test
  void shouldIgnoreRepetitionsAndSayAgainWhatIsDue() {
    BatchLedger ledger = started(ASYNC);
    BatchContribution first = answer(ledger, 0, 0, 0);
    ledger.grant(0, outbox);
    outbox.clear();
    ledger.accept(first, version(0), BOUND, outbox);
    requireSent(id(0), new Take(0, 2, new Ticket(1, 0, 2)));
    ledger.ready(id(0), 0, outbox);
    requireSent(id(0), new Take(0, 2, new Ticket(1, 0, 2)));
    assertEquals(2, tally.repeated);
    assertFalse(ledger.isDue(version(0), BOUND));
  }
}
