package dev.reverie.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Tile;
import dev.reverie.simulation.CountingObjective;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class TileSlotTest {
  private static final int PARTICLES = 10;

  private final CountingObjective objective = new CountingObjective(0, 1, 1, PARTICLES, 1);
  private final PersistentPhase phase = (PersistentPhase) objective.phases().get(0);
  private final Snapshot snapshot = snapshot();
  private final Tile tile = phase.allocate(0, PARTICLES);
  private final TileSlot lockstep = new TileSlot(tile, phase.allocate(0, PARTICLES));
  private final TileSlot asynchronous = new TileSlot(tile, null);

  private Snapshot snapshot() {
    Parameters parameters = new Parameters(objective.layout());
    objective.initialise(parameters);
    return new Snapshot(new Version(0, 0), parameters);
  }

  /** Numbers and steps, one after the other. */
  private long[] state() {
    ByteBuffer out = ByteBuffer.allocate(PARTICLES * phase.particleBytes());
    for (int n = 0; n < PARTICLES; n++) {
      tile.write(n, out);
    }
    long[] state = new long[out.capacity() / Long.BYTES];
    out.flip().asLongBuffer().get(state);
    return state;
  }

  private void step(int particles) {
    tile.step(snapshot, 0, particles, null);
  }

  @Test
  void shouldRestoreTheStateFromBeforeLostWorkInLockstep() {
    lockstep.begin(0);
    lockstep.workBegins(1);
    step(PARTICLES);
    long[] before = state();
    lockstep.workBegins(2);
    step(PARTICLES);
    step(4);
    lockstep.begin(1);
    lockstep.workBegins(2);
    assertArrayEquals(before, state());
  }

  @Test
  void shouldRestoreTheStateFromBeforeALostContributionInLockstep() {
    lockstep.begin(0);
    long[] before = state();
    lockstep.workBegins(1);
    step(PARTICLES);
    for (int incarnation = 1; incarnation < 4; incarnation++) {
      lockstep.begin(incarnation);
      lockstep.workBegins(1);
      assertArrayEquals(before, state());
      step(PARTICLES);
    }
  }

  @Test
  void shouldGoOnFromCompleteWorkInLockstep() {
    lockstep.begin(0);
    lockstep.workBegins(1);
    step(PARTICLES);
    long[] complete = state();
    lockstep.begin(1);
    lockstep.workBegins(2);
    assertArrayEquals(complete, state());
  }

  @Test
  void shouldGoOnFromWhereItWasOtherwise() {
    asynchronous.begin(0);
    asynchronous.workBegins(1);
    step(4);
    long[] caught = state();
    asynchronous.begin(1);
    asynchronous.workBegins(1);
    long[] state = state();
    for (int n = 0; n < PARTICLES; n++) {
      assertEquals(caught[2 * n], state[2 * n], "number of particle " + n);
      assertEquals(caught[2 * n + 1] + (1L << 40), state[2 * n + 1], "step of particle " + n);
    }
  }

  @Test
  void shouldSkipNothingAtTheFirstStart() {
    long[] start = state();
    asynchronous.begin(0);
    assertArrayEquals(start, state());
  }

  @Test
  void shouldSkipMoreAtEachStartOtherwise() {
    asynchronous.begin(0);
    asynchronous.begin(1);
    asynchronous.begin(2);
    assertEquals(2L << 40, state()[1]);
  }
}
