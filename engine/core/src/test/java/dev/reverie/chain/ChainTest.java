package dev.reverie.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorker.Captured;
import dev.reverie.protocol.FromWorker.ChainContribution;
import dev.reverie.protocol.FromWorker.Ready;
import dev.reverie.protocol.ToWorker.Capture;
import dev.reverie.protocol.ToWorker.Proceed;
import dev.reverie.protocol.WorkerId;
import dev.reverie.simulation.CountingObjective;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A chain of 300 particles, of which a look at the clock comes after each 128, and three steps for
 * a contribution.
 */
class ChainTest {
  private static final int PARTICLES = 300;
  private static final int STEPS = 3;
  private static final int SLABS = 3;
  private static final long QUANTUM = 1000;
  private static final WorkerId ID = new WorkerId(0, 0);

  private final CountingObjective objective = new CountingObjective(0, 1, 1, PARTICLES, STEPS);
  private final PersistentPhase phase = (PersistentPhase) objective.phases().get(0);
  private final SnapshotStore store = new SnapshotStore(objective.layout(), true);
  private final SumsPool pool = new SumsPool(objective.phases());
  private final Tile tile = phase.allocate(0, PARTICLES);
  private final List<FromWorker> said = new ArrayList<>();

  ChainTest() {
    publish(0);
  }

  private void publish(long number) {
    Parameters buffer = store.takeBuffer();
    objective.initialise(buffer);
    store.publish(new Snapshot(new Version(0, number), buffer));
  }

  /**
   * @param look nanoseconds that pass with each look at the clock, the one at the beginning of a
   *     quantum included
   */
  private Chain chain(int incarnation, long look) {
    return new Chain(
        ID,
        incarnation,
        phase,
        new TileSlot(tile, null),
        store,
        pool,
        new Quantum(new ManualClock(look), QUANTUM),
        said::add);
  }

  /** Every quantum ends after one slab. */
  private Chain slabBySlab() {
    return chain(0, QUANTUM);
  }

  private int runAll(Chain chain) {
    int quanta = 0;
    while (chain.isBusy()) {
      chain.run();
      quanta++;
    }
    return quanta;
  }

  private ChainContribution contribution(int place) {
    return (ChainContribution) said.get(place);
  }

  private byte[] state(Tile of) {
    ByteBuffer out =
        ByteBuffer.allocate(PARTICLES * phase.particleBytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < PARTICLES; n++) {
      of.write(n, out);
    }
    return out.array();
  }

  @Test
  void shouldSayThatItIsReady() {
    Chain chain = chain(3, 0);
    assertEquals(List.of(new Ready(ID, 3)), said);
    assertFalse(chain.isBusy());
  }

  @Test
  void shouldContributeTheStatisticsOfTheLastOfItsSteps() {
    Chain chain = chain(0, 0);
    chain.receive(new Proceed(0, 1));
    assertTrue(chain.isBusy());
    runAll(chain);
    assertEquals(2, said.size());
    assertEquals(1, contribution(1).sequence());
    assertEquals(new Version(0, 0), contribution(1).version());
    assertEquals(0, store.leased());
    requireSerial();
  }

  /**
   * The first contribution must hold the statistics of the last of the steps, and the tile be where
   * they lead.
   */
  private void requireSerial() {
    Tile serial = phase.allocate(0, PARTICLES);
    CountingObjective.Total expected = new CountingObjective.Total();
    for (int step = 1; step <= STEPS; step++) {
      serial.step(store.copy(), 0, PARTICLES, step == STEPS ? expected : null);
    }
    assertEquals(expected.total(), ((CountingObjective.Total) contribution(1).sums()).total());
    assertArrayEquals(state(serial), state(tile));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100, 250, 400, 501, 1000, 100_000})
  void shouldComeToTheSameBitsWhereverQuantaEnd(long look) {
    Chain chain = chain(0, look);
    chain.receive(new Proceed(0, 1));
    int quanta = runAll(chain);
    long looks = look == 0 ? Long.MAX_VALUE : Math.max(1, (QUANTUM + look - 1) / look);
    assertEquals(
        looks > STEPS * SLABS ? 1 : (STEPS * SLABS + looks - 1) / looks,
        quanta,
        "time decides where a quantum ends");
    requireSerial();
  }

  @Test
  void shouldTakeUpANewerSnapshotBetweenTwoStepsOnly() {
    Chain chain = slabBySlab();
    chain.receive(new Proceed(0, 1));
    chain.run();
    publish(1);
    for (int slab = 1; slab < (STEPS - 1) * SLABS + 1; slab++) {
      chain.run();
    }
    publish(2);
    runAll(chain);
    assertEquals(new Version(0, 1), contribution(1).version(), "of the last step's beginning");
  }

  @Test
  void shouldHoldOneLeaseWhileItSteps() {
    Chain chain = slabBySlab();
    chain.receive(new Proceed(0, 1));
    assertEquals(0, store.leased());
    chain.run();
    assertEquals(1, store.leased());
    chain.run();
    assertEquals(1, store.leased());
    chain.run();
    assertEquals(0, store.leased(), "between two steps");
  }

  @Test
  void shouldGiveTheLeaseBackWhenAbandoned() {
    Chain chain = slabBySlab();
    chain.receive(new Proceed(0, 1));
    chain.run();
    chain.abandon();
    chain.abandon();
    assertEquals(0, store.leased());
  }

  @Test
  void shouldIgnoreWhatIsMeantForAnotherIncarnation() {
    Chain chain = chain(1, 0);
    chain.receive(new Proceed(0, 1));
    chain.receive(new Proceed(2, 1));
    chain.receive(new Capture(0, 1));
    assertFalse(chain.isBusy());
    assertEquals(1, said.size());
  }

  @Test
  void shouldIgnoreRepetitions() {
    Chain chain = slabBySlab();
    chain.receive(new Proceed(0, 1));
    chain.run();
    chain.receive(new Proceed(0, 1));
    assertEquals(STEPS * SLABS - 1, runAll(chain));
    chain.receive(new Proceed(0, 1));
    assertFalse(chain.isBusy());
    chain.receive(new Proceed(0, 2));
    chain.receive(new Proceed(0, 3));
    runAll(chain);
    assertEquals(List.of(1L, 2L), List.of(contribution(1).sequence(), contribution(2).sequence()));
  }

  @Test
  void shouldBeginWithWhateverNumberItIsGiven() {
    Chain chain = chain(4, 0);
    chain.receive(new Proceed(4, 17));
    runAll(chain);
    assertEquals(17, contribution(1).sequence());
    assertEquals(4, contribution(1).incarnation());
  }

  @Test
  void shouldSayTheLastThingAgainWhenNoAnswerComes() {
    Chain chain = slabBySlab();
    chain.remind();
    assertEquals(List.of(new Ready(ID, 0), new Ready(ID, 0)), said);
    chain.receive(new Proceed(0, 1));
    chain.remind();
    assertEquals(2, said.size(), "it has its answer");
    runAll(chain);
    chain.remind();
    assertSame(said.get(2), said.get(3));
  }

  @Test
  void shouldSendItsStateAtOnceWhenIdle() {
    byte[] expected = state(tile);
    Chain chain = chain(0, 0);
    chain.receive(new Capture(0, 5));
    Captured captured = (Captured) said.get(1);
    assertEquals(5, captured.capture());
    assertArrayEquals(expected, captured.particles());
    chain.remind();
    assertEquals(new Ready(ID, 0), said.get(2), "a state is no answer to be repeated");
  }

  @Test
  void shouldSendItsStateAtTheNextBorderBetweenTwoSteps() {
    Chain chain = slabBySlab();
    chain.receive(new Proceed(0, 1));
    chain.run();
    chain.receive(new Capture(0, 5));
    chain.run();
    assertEquals(1, said.size());
    chain.run();
    byte[] border = state(tile);
    runAll(chain);
    assertEquals(3, said.size(), "once");
    assertArrayEquals(border, ((Captured) said.get(1)).particles());
  }

  @Test
  void shouldObserveOnlyParticlesThatAreTraced() {
    Tile later = phase.allocate(FromWorker.TRACED - 4, 10);
    Chain chain =
        new Chain(
            ID,
            0,
            phase,
            new TileSlot(later, null),
            store,
            pool,
            new Quantum(new ManualClock(0), QUANTUM),
            said::add);
    chain.receive(new Proceed(0, 1));
    runAll(chain);
    double[] observed = contribution(1).observed();
    assertEquals(4, observed.length);
    assertEquals(later.observe(3), observed[3]);
  }

  @Test
  void shouldContributeNothingThatIsNotFinite() {
    SumsPool bad = new SumsPool(List.of(new NotFiniteChains(phase)));
    Chain chain =
        new Chain(
            ID,
            0,
            new NotFiniteChains(phase),
            new TileSlot(new NotFiniteChains(phase).allocate(0, PARTICLES), null),
            store,
            bad,
            new Quantum(new ManualClock(0), QUANTUM),
            said::add);
    chain.receive(new Proceed(0, 1));
    DivergedException diverged = assertThrows(DivergedException.class, chain::run);
    assertEquals(phase.name(), diverged.phase());
    assertEquals(1, said.size());
    chain.abandon();
    assertEquals(0, store.leased());
  }

  @Test
  void shouldRecycleSums() {
    Chain chain = chain(0, 0);
    Sums given = pool.take(0);
    pool.giveBack(0, given);
    chain.receive(new Proceed(0, 1));
    runAll(chain);
    assertSame(given, contribution(1).sums());
  }
}
