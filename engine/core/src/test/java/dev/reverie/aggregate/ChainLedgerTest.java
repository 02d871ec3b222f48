package dev.reverie.aggregate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Version;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.protocol.FromWorker.ChainContribution;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.ToWorker.Proceed;
import dev.reverie.protocol.WorkerId;
import dev.reverie.simulation.CountingObjective;
import dev.reverie.snapshot.SumsPool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two chains with five particles each, unless said otherwise. */
class ChainLedgerTest {
  private static final int PLACE = 0;
  private static final boolean LOCKSTEP = true;
  private static final boolean ASYNC = false;
  private static final int THREADS = 2;
  private static final int BOUND = 3;

  private final CountingObjective objective = new CountingObjective(0, 1, 1, 10, 1);
  private final PersistentPhase phase = (PersistentPhase) objective.phases().get(PLACE);
  private final SumsPool pool = new SumsPool(objective.phases());
  private final Tally tally = new Tally();
  private final RecordingOutbox outbox = new RecordingOutbox();
  private Sites sites = Sites.one(THREADS);

  private ChainLedger ledger(int chains, boolean lockstep) {
    return new ChainLedger(PLACE, phase, chains, lockstep, 0, sites, tally, pool);
  }

  /** All chains are there, and have been told to go on. */
  private ChainLedger started(int chains, boolean lockstep) {
    ChainLedger ledger = ledger(chains, lockstep);
    for (int chain = 0; chain < chains; chain++) {
      ledger.ready(id(chain), 0, outbox);
    }
    ledger.grant(version(0), outbox);
    return ledger;
  }

  private static WorkerId id(int chain) {
    return new WorkerId(PLACE, chain);
  }

  private static Version version(long number) {
    return new Version(1, number);
  }

  private static ChainContribution contribution(
      int chain, int incarnation, long sequence, Version version) {
    return new ChainContribution(
        id(chain), incarnation, sequence, version, new CountingObjective.Total(), new double[0]);
  }

  private ChainContribution accept(
      ChainLedger ledger, int chain, long sequence, long computedAt, long now) {
    ChainContribution contribution = contribution(chain, 0, sequence, version(computedAt));
    ledger.accept(contribution, version(now), BOUND, outbox);
    return contribution;
  }

  private void requireSent(WorkerId to, ToWorker message) {
    assertEquals(List.of(to), outbox.receivers);
    assertEquals(List.of(message), outbox.sent);
    outbox.clear();
  }

  private void grantAhead(ChainLedger ledger) {
    FreeThreads free = new FreeThreads(sites);
    ledger.occupy(free);
    ledger.grantAhead(free, version(0), outbox);
  }

  @Test
  void shouldLetAllChainsGoOnAtOnce() {
    started(2, LOCKSTEP);
    assertEquals(List.of(id(0), id(1)), outbox.receivers);
    assertEquals(List.of(new Proceed(0, 1), new Proceed(0, 1)), outbox.sent);
  }

  @Test
  void shouldLetNoChainSweepTwiceInLockstepWhileAnotherHasNotReported() {
    ChainLedger ledger = ledger(2, LOCKSTEP);
    ledger.ready(id(0), 0, outbox);
    ledger.grant(version(0), outbox);
    outbox.clear();
    accept(ledger, 0, 1, 0, 0);
    ledger.grant(version(0), outbox);
    assertEquals(List.of(), outbox.sent);
    assertFalse(ledger.isDue(version(0), 0));
    ledger.ready(id(1), 0, outbox);
    ledger.grant(version(0), outbox);
    requireSent(id(1), new Proceed(0, 1));
  }

  @Test
  void shouldLetOnlyTheRestartedChainGoOnInLockstep() {
    ChainLedger ledger = started(2, LOCKSTEP);
    accept(ledger, 0, 1, 0, 0);
    outbox.clear();
    ledger.ready(id(1), 1, outbox);
    ledger.grant(version(0), outbox);
    requireSent(id(1), new Proceed(1, 1));
    assertEquals(1, tally.restarts);
  }

  @Test
  void shouldLetAllGoOnAgainAfterAnUpdateInLockstep() {
    ChainLedger ledger = started(2, LOCKSTEP);
    accept(ledger, 1, 1, 0, 0);
    accept(ledger, 0, 1, 0, 0);
    outbox.clear();
    assertTrue(ledger.isDue(version(0), 0));
    ledger.take(version(0), 0);
    ledger.updated();
    ledger.grant(version(1), outbox);
    assertEquals(List.of(id(1), id(0)), outbox.receivers);
    assertEquals(List.of(new Proceed(0, 2), new Proceed(0, 2)), outbox.sent);
  }

  @Test
  void shouldLetAQuickChainRunAheadWithinBounds() {
    ChainLedger ledger = started(2, ASYNC);
    for (int sequence = 1; sequence <= 7; sequence++) {
      outbox.clear();
      accept(ledger, 0, sequence, 0, 0);
      grantAhead(ledger);
      assertEquals(sequence < 7 ? 1 : 0, outbox.sent.size(), "after " + sequence);
    }
    ledger.take(version(0), BOUND);
    ledger.updated();
    ledger.grant(version(1), outbox);
    requireSent(id(0), new Proceed(0, 8));
  }

  @Test
  void shouldLetNoChainRunAheadWhileThereIsOtherWork() {
    ChainLedger ledger = started(2, ASYNC);
    outbox.clear();
    accept(ledger, 0, 1, 0, 0);
    ledger.grant(version(0), outbox);
    assertEquals(List.of(), outbox.sent);
  }

  @Test
  void shouldLetNoMoreChainsRunAheadThanThereAreThreads() {
    ChainLedger ledger = started(3, ASYNC);
    accept(ledger, 0, 1, 0, 0);
    outbox.clear();
    grantAhead(ledger);
    assertEquals(List.of(), outbox.sent, "two are at work");
    accept(ledger, 1, 1, 0, 0);
    grantAhead(ledger);
    requireSent(id(0), new Proceed(0, 2));
  }

  @Test
  void shouldWaitForAChainThatIsOnlyJustLate() {
    ChainLedger ledger = started(2, ASYNC);
    for (int sweep = 1; sweep <= 4; sweep++) {
      accept(ledger, 0, sweep, 0, 0);
      grantAhead(ledger);
    }
    ledger.take(version(0), BOUND);
    ledger.updated();
    accept(ledger, 0, 5, 0, 1);
    accept(ledger, 1, 1, 0, 1);
    ledger.grant(version(1), outbox);
    accept(ledger, 0, 6, 1, 1);
    assertFalse(ledger.isDue(version(1), BOUND), "it has begun to sweep under this version");
    accept(ledger, 1, 2, 1, 1);
    assertTrue(ledger.isDue(version(1), BOUND));
  }

  @Test
  void shouldSoonNotWaitForAChainThatHearsOfVersionsLate() {
    ChainLedger ledger = started(1, ASYNC);
    accept(ledger, 0, 1, 0, 0);
    ledger.take(version(0), BOUND);
    ledger.updated();
    List<Boolean> due = new ArrayList<>();
    long now = 1;
    for (int sequence = 2; sequence < 12; sequence++) {
      ledger.grant(version(now), outbox);
      accept(ledger, 0, sequence, now - 1, now);
      boolean made = ledger.isDue(version(now), BOUND);
      due.add(made);
      if (made) {
        ledger.take(version(now), BOUND);
        ledger.updated();
        now++;
      }
    }
    assertEquals(10, due.size());
    assertTrue(due.indexOf(true) <= 2, due.toString());
  }

  /** The second chain is on a node that gets one of several snapshots. */
  private static final Sites ONE_LAGS =
      new Sites() {
        @Override
        public int count() {
          return 2;
        }

        @Override
        public int of(WorkerId worker) {
          return worker.index();
        }

        @Override
        public int threads(int site) {
          return 1;
        }

        @Override
        public boolean lags(int site) {
          return site == 1;
        }

        @Override
        public boolean moves() {
          return false;
        }
      };

  @Test
  void shouldNotWaitForAChainOfANodeThatLags() {
    sites = ONE_LAGS;
    ChainLedger ledger = started(2, ASYNC);
    accept(ledger, 0, 1, 0, 0);
    accept(ledger, 1, 1, 0, 0);
    ledger.take(version(0), BOUND);
    ledger.updated();
    ledger.grant(version(1), outbox);
    accept(ledger, 0, 2, 1, 1);
    assertFalse(ledger.isDue(version(1), BOUND), "too few particles have been swept");
    accept(ledger, 1, 2, 0, 1);
    assertTrue(ledger.isDue(version(1), BOUND));
  }

  @Test
  void shouldWaitForTheOtherChainsAllTheSame() {
    sites = ONE_LAGS;
    ChainLedger ledger = started(2, ASYNC);
    accept(ledger, 1, 1, 0, 0);
    ledger.grant(version(0), outbox);
    accept(ledger, 1, 2, 0, 0);
    assertFalse(ledger.isDue(version(0), BOUND));
    accept(ledger, 0, 1, 0, 0);
    assertTrue(ledger.isDue(version(0), BOUND));
  }

  @Test
  void shouldLetAChainGoOnAtOnceOnANodeThatLags() {
    sites = ONE_LAGS;
    ChainLedger ledger = started(2, ASYNC);
    outbox.clear();
    accept(ledger, 0, 1, 0, 0);
    accept(ledger, 1, 1, 0, 0);
    ledger.grant(version(0), outbox);
    requireSent(id(1), new Proceed(0, 2));
  }

  @Test
  void shouldLetAChainThatWasLateGoOnFirst() {
    ChainLedger ledger = started(2, ASYNC);
    accept(ledger, 0, 1, BOUND + 1, BOUND + 1);
    outbox.clear();
    accept(ledger, 1, 1, 0, BOUND + 1);
    ledger.grant(version(0), outbox);
    requireSent(id(1), new Proceed(0, 2));
  }

  @Test
  void shouldBeDueWhenOthersHaveBeenSweptFourTimes() {
    ChainLedger ledger = started(2, ASYNC);
    for (int sweep = 1; sweep <= 4; sweep++) {
      assertFalse(ledger.isDue(version(0), BOUND));
      accept(ledger, 0, sweep, 0, 0);
      grantAhead(ledger);
    }
    assertTrue(ledger.isDue(version(0), BOUND));
    assertEquals(5, ledger.take(version(0), BOUND).count());
    ledger.updated();
    assertFalse(ledger.isDue(version(1), BOUND));
  }

  @Test
  void shouldTakeTheNewestContributionOfEachChain() {
    ChainLedger ledger = started(2, ASYNC);
    ChainContribution slow = accept(ledger, 1, 1, 0, 0);
    ChainContribution old = accept(ledger, 0, 1, 0, 0);
    grantAhead(ledger);
    ChainContribution newest = accept(ledger, 0, 2, 0, 0);
    PhaseStatistics statistics = ledger.take(version(0), BOUND);
    assertEquals(10, statistics.count());
    assertEquals(2, statistics.parts().size());
    assertSame(newest.sums(), statistics.parts().get(0));
    assertSame(slow.sums(), statistics.parts().get(1));
    assertSame(old.sums(), pool.take(PLACE), "what was replaced is recycled");
  }

  @Test
  void shouldNeedOneSumForEachChainInLockstep() {
    ChainLedger ledger = started(2, LOCKSTEP);
    accept(ledger, 0, 1, 0, 0);
    ChainContribution last = accept(ledger, 1, 1, 0, 0);
    ledger.take(version(0), 0);
    ledger.updated();
    assertSame(last.sums(), pool.take(PLACE));
  }

  @Test
  void shouldKeepStatisticsThatAreBeingReadWhenNewerOnesReplaceThem() {
    ChainLedger ledger = started(2, ASYNC);
    accept(ledger, 1, 1, 0, 0);
    ChainContribution read = accept(ledger, 0, 1, 0, 0);
    grantAhead(ledger);
    ledger.take(version(0), BOUND);
    ChainContribution newest = accept(ledger, 0, 2, 0, 0);
    assertNotSame(read.sums(), pool.take(PLACE), "somebody reads these");
    ledger.updated();
    assertSame(read.sums(), pool.take(PLACE));
    assertSame(newest.sums(), ledger.take(version(1), BOUND).parts().get(0));
  }

  @Test
  void shouldLeaveOutStatisticsThatHaveBecomeTooOld() {
    ChainLedger ledger = started(2, ASYNC);
    accept(ledger, 1, 1, 0, 0);
    ChainContribution quick = accept(ledger, 0, 1, 0, 0);
    assertEquals(10, ledger.take(version(BOUND), BOUND).count());
    ledger.updated();
    ledger.grant(version(1), outbox);
    quick = accept(ledger, 0, 2, 1, 1);
    PhaseStatistics later = ledger.take(version(BOUND + 1), BOUND);
    assertEquals(5, later.count());
    assertSame(quick.sums(), later.parts().get(0));
  }

  @Test
  void shouldDropWhatComesTooLateAndAskForMore() {
    ChainLedger ledger = started(2, ASYNC);
    outbox.clear();
    ChainContribution late = accept(ledger, 0, 1, 0, BOUND + 1);
    ledger.grant(version(0), outbox);
    requireSent(id(0), new Proceed(0, 2));
    assertEquals(1, tally.late);
    assertEquals(0, tally.particleSweeps);
    assertSame(late.sums(), pool.take(PLACE));
    accept(ledger, 1, 1, 1, BOUND + 1);
    assertFalse(ledger.isDue(version(BOUND + 1), BOUND), "late sweeps do not count");
  }

  @Test
  void shouldRefuseAnotherEpoch() {
    ChainLedger ledger = started(1, ASYNC);
    ledger.accept(contribution(0, 0, 1, new Version(0, 7)), version(7), BOUND, outbox);
    assertEquals(1, tally.late);
    assertFalse(ledger.isDue(version(7), BOUND));
  }

  @Test
  void shouldNotBeDueWhenAllThatHasArrivedIsTooOldByNow() {
    ChainLedger ledger = started(1, ASYNC);
    accept(ledger, 0, 1, 0, 0);
    assertFalse(ledger.isDue(version(BOUND + 1), BOUND));
    ledger.grant(version(BOUND + 1), outbox);
    accept(ledger, 0, 2, BOUND, BOUND + 1);
    assertTrue(ledger.isDue(version(BOUND + 1), BOUND));
  }

  @Test
  void shouldIgnoreRepetitionsAndSayAgainWhatIsDue() {
    ChainLedger ledger = started(2, ASYNC);
    ChainContribution first = accept(ledger, 0, 1, 0, 0);
    grantAhead(ledger);
    outbox.clear();
    ledger.accept(first, version(0), BOUND, outbox);
    requireSent(id(0), new Proceed(0, 2));
    ledger.ready(id(0), 0, outbox);
    requireSent(id(0), new Proceed(0, 2));
    assertEquals(2, tally.repeated);
    assertEquals(5, tally.particleSweeps);
    assertFalse(ledger.isDue(version(0), BOUND));
  }

  @Test
  void shouldSayNothingToARepetitionWhereNothingIsDue() {
    ChainLedger ledger = started(1, LOCKSTEP);
    ChainContribution first = accept(ledger, 0, 1, 0, 0);
    outbox.clear();
    ledger.accept(first, version(0), 0, outbox);
    ledger.ready(id(0), 0, outbox);
    assertEquals(List.of(), outbox.sent);
    assertEquals(2, tally.repeated);
  }

  @Test
  void shouldIgnoreNumbersThatAreNotDue() {
    ChainLedger ledger = started(1, ASYNC);
    accept(ledger, 0, 2, 0, 0);
    assertFalse(ledger.isDue(version(0), BOUND));
    accept(ledger, 0, 1, 0, 0);
    assertTrue(ledger.isDue(version(0), BOUND));
  }

  @Test
  void shouldIgnoreAnEarlierIncarnation() {
    ChainLedger ledger = started(1, ASYNC);
    ledger.ready(id(0), 2, outbox);
    ledger.grant(version(0), outbox);
    outbox.clear();
    ledger.accept(contribution(0, 0, 1, version(0)), version(0), BOUND, outbox);
    ledger.ready(id(0), 1, outbox);
    assertEquals(List.of(), outbox.sent);
    assertEquals(2, ledger.incarnation(0));
    assertFalse(ledger.isDue(version(0), BOUND));
  }

  @Test
  void shouldNumberContributionsOverAllIncarnations() {
    ChainLedger ledger = started(1, LOCKSTEP);
    outbox.clear();
    ledger.ready(id(0), 1, outbox);
    ledger.grant(version(0), outbox);
    requireSent(id(0), new Proceed(1, 1));
    ledger.accept(contribution(0, 1, 1, version(0)), version(0), 0, outbox);
    ledger.take(version(0), 0);
    ledger.updated();
    ledger.ready(id(0), 2, outbox);
    ledger.grant(version(1), outbox);
    requireSent(id(0), new Proceed(2, 2));
  }

  @Test
  void shouldKeepTheStatisticsOfAChainThatFails() {
    ChainLedger ledger = started(2, ASYNC);
    ChainContribution kept = accept(ledger, 0, 1, 0, 0);
    accept(ledger, 1, 1, 0, 0);
    ledger.ready(id(0), 1, outbox);
    List<Sums> parts = ledger.take(version(0), BOUND).parts();
    assertSame(kept.sums(), parts.get(0));
  }

  @Test
  void shouldTellTheShareOfParticlesHeardLately() {
    ChainLedger ledger = started(2, ASYNC);
    assertEquals(1, ledger.heard(99));
    assertEquals(0, ledger.heard(100));
    ledger.accept(contribution(0, 0, 1, version(60)), version(60), BOUND, outbox);
    assertEquals(0.5, ledger.heard(159));
    assertEquals(0, ledger.heard(160));
  }

  @Test
  void shouldCountAllAsHeardWhenARunGoesOn() {
    ChainLedger resumed = new ChainLedger(PLACE, phase, 2, ASYNC, 5000, sites, tally, pool);
    assertEquals(1, resumed.heard(5000));
    assertEquals(0, resumed.heard(5100));
  }

  @Test
  void shouldKeepTheNewestObservationOfEachParticle() {
    ChainLedger ledger = started(2, ASYNC);
    double[] observed = {1, 2, 3, 4, 5};
    ledger.accept(
        new ChainContribution(id(1), 0, 1, version(0), new CountingObjective.Total(), observed),
        version(0),
        BOUND,
        outbox);
    double none = Double.NaN;
    assertArrayEquals(
        new double[] {none, none, none, none, none, 1, 2, 3, 4, 5}, ledger.observed());
  }

  @Test
  void shouldTellTheMeanAgeOfWhatIsUsed() {
    ChainLedger ledger = started(2, ASYNC);
    accept(ledger, 0, 1, 4, 4);
    accept(ledger, 1, 1, 2, 4);
    ledger.take(version(4), BOUND);
    tally.updated();
    assertEquals(1, tally.meanAge());
  }
}
