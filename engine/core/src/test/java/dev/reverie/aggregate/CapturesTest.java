package dev.reverie.aggregate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.phase.PersistentPhase;
import dev.reverie.protocol.FromWorker.Captured;
import dev.reverie.protocol.ToWorker.Capture;
import dev.reverie.protocol.WorkerId;
import dev.reverie.simulation.CountingObjective;
import dev.reverie.snapshot.SumsPool;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Five particles in two chains, of 2 and 3. */
class CapturesTest {
  private final CountingObjective objective = new CountingObjective(0, 1, 1, 5, 1);
  private final PersistentPhase phase = (PersistentPhase) objective.phases().get(0);
  private final RecordingOutbox outbox = new RecordingOutbox();
  private final ChainLedger ledger =
      new ChainLedger(
          0, phase, 2, false, 0, Sites.one(2), new Tally(), new SumsPool(objective.phases()));
  private final Captures captures = new Captures(Map.of(0, ledger), true, Optional.empty(), outbox);

  @BeforeEach
  void bothChainsAreThere() {
    ledger.ready(id(0), 0, outbox);
    ledger.ready(id(1), 4, outbox);
  }

  private static WorkerId id(int chain) {
    return new WorkerId(0, chain);
  }

  /** Particles that are the numbers from {@code first} on. */
  private static Captured state(int chain, long capture, int first, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(16 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < count; n++) {
      bytes.putLong(first + n).putLong(7);
    }
    return new Captured(id(chain), 0, capture, bytes.array());
  }

  @Test
  void shouldDoNothingWhenNothingIsWanted() {
    captures.begin(false);
    captures.askAgain();
    assertEquals(List.of(), outbox.sent);
    assertTrue(captures.takeComplete().isEmpty());
    assertFalse(captures.isForCheckpoint());
  }

  @Test
  void shouldAskEachChainInItsIncarnation() {
    captures.wantDraw();
    captures.begin(false);
    assertEquals(List.of(id(0), id(1)), outbox.receivers);
    assertEquals(List.of(new Capture(0, 1), new Capture(4, 1)), outbox.sent);
  }

  @Test
  void shouldAskOnlyThoseAgainThatHaveNotAnswered() {
    captures.wantDraw();
    captures.begin(false);
    captures.accept(state(0, 1, 0, 2));
    outbox.clear();
    captures.askAgain();
    assertEquals(List.of(id(1)), outbox.receivers);
  }

  @Test
  void shouldDoWithOlderStatesWhenItHasToHurry() {
    captures.wantCheckpoint();
    captures.begin(false);
    captures.hurry();
    assertTrue(captures.takeComplete().isEmpty(), "there are no older states");
    captures.accept(state(0, 1, 0, 2));
    captures.accept(state(1, 1, 2, 3));
    assertTrue(captures.takeComplete().isPresent());
    captures.wantCheckpoint();
    captures.begin(false);
    captures.accept(state(0, 2, 50, 2));
    captures.hurry();
    ByteBuffer all =
        ByteBuffer.wrap(captures.takeComplete().orElseThrow().round().particles().get(phase.name()))
            .order(ByteOrder.LITTLE_ENDIAN);
    long[] numbers = new long[5];
    for (int n = 0; n < numbers.length; n++) {
      numbers[n] = all.getLong(16 * n);
    }
    assertArrayEquals(new long[] {50, 51, 2, 3, 4}, numbers);
  }

  @Test
  void shouldDoWithTheStatesThatTheRunGoesOnFrom() {
    byte[] before = new byte[5 * 16];
    before[16] = 9;
    Captures resumed =
        new Captures(Map.of(0, ledger), true, Optional.of(Map.of(phase.name(), before)), outbox);
    resumed.wantCheckpoint();
    resumed.begin(false);
    resumed.hurry();
    assertArrayEquals(
        before, resumed.takeComplete().orElseThrow().round().particles().get(phase.name()));
  }

  @Test
  void shouldNotAskAChainThatIsNotThereYet() {
    Captures early =
        new Captures(
            Map.of(
                0,
                new ChainLedger(
                    0,
                    phase,
                    2,
                    false,
                    0,
                    Sites.one(2),
                    new Tally(),
                    new SumsPool(objective.phases()))),
            true,
            Optional.empty(),
            outbox);
    early.wantCheckpoint();
    early.begin(false);
    assertEquals(List.of(), outbox.sent);
    assertTrue(early.takeComplete().isEmpty());
  }

  @Test
  void shouldPutTheStatesInTheOrderOfTheParticles() {
    captures.wantCheckpoint();
    captures.begin(false);
    captures.accept(state(1, 1, 2, 3));
    assertTrue(captures.takeComplete().isEmpty());
    captures.accept(state(0, 1, 0, 2));
    Captures.Complete complete = captures.takeComplete().orElseThrow();
    assertArrayEquals(
        state(0, 1, 0, 5).particles(), complete.round().particles().get(phase.name()));
    float[][] shown = complete.round().shown().get(0).states();
    for (int n = 0; n < 5; n++) {
      assertArrayEquals(new float[] {n}, shown[n]);
    }
    assertTrue(captures.takeComplete().isEmpty(), "taken once");
  }

  @Test
  void shouldIgnoreAnswersToAnEarlierRound() {
    captures.wantDraw();
    captures.begin(false);
    complete(1);
    captures.wantDraw();
    captures.begin(false);
    captures.accept(state(0, 1, 0, 2));
    captures.accept(state(1, 1, 2, 3));
    assertTrue(captures.takeComplete().isEmpty());
    complete(2);
  }

  private Captures.Purpose complete(long round) {
    captures.accept(state(0, round, 0, 2));
    captures.accept(state(1, round, 2, 3));
    Optional<Captures.Complete> complete = captures.takeComplete();
    assertTrue(complete.isPresent(), "round " + round);
    return complete.get().purpose();
  }

  @Test
  void shouldCollectOnceForAllThatIsWanted() {
    captures.wantDraw();
    captures.wantCheckpoint();
    captures.begin(false);
    assertTrue(captures.isForCheckpoint());
    assertEquals(new Captures.Purpose(true, true, false), complete(1));
    assertFalse(captures.isForCheckpoint());
  }

  @Test
  void shouldCollectAfterwardsForWhatIsWantedDuringARound() {
    captures.wantDraw();
    captures.begin(false);
    captures.wantCheckpoint();
    assertTrue(captures.isForCheckpoint());
    captures.begin(false);
    assertEquals(new Captures.Purpose(true, false, false), complete(1));
    captures.begin(false);
    assertEquals(new Captures.Purpose(false, true, false), complete(2));
  }

  @Test
  void shouldCollectOnceForTheEnd() {
    captures.begin(true);
    captures.begin(true);
    assertEquals(new Captures.Purpose(false, true, true), complete(1));
    captures.begin(true);
    assertTrue(captures.takeComplete().isEmpty());
    assertFalse(captures.isForCheckpoint());
  }
}
