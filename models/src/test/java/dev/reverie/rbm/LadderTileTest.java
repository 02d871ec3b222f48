package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Tile;
import dev.reverie.unit.Layer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LadderTileTest {
  private static final int TEMPERATURES = 5;
  private static final Rbm RBM =
      new Rbm(Layer.binary(70), Layer.binary(66), new Extras(false, false, TEMPERATURES, 0));
  private static final Snapshot SNAPSHOT = Models.snapshot(parameters());
  private static final int LADDERS = 400;
  private static final int COUNT = 150;

  private static Parameters parameters() {
    Random random = new Random(1);
    Parameters parameters = Models.random(RBM, 0.05, 0.3, random);
    RBM.tempered().initialise(parameters, random.doubles(70, -1, 1).toArray());
    return parameters;
  }

  private static LadderPhase phase(long seed) {
    return new LadderPhase(RBM, LADDERS, 1, seed);
  }

  private static Tile started() {
    Tile tile = phase(7).start(SNAPSHOT, 10, COUNT);
    for (int step = 0; step < 9; step++) {
      tile.step(SNAPSHOT, 0, COUNT, null);
    }
    return tile;
  }

  private static byte[] bytes(Tile tile) {
    ByteBuffer all = ByteBuffer.allocate(tile.count() * phase(7).particleBytes());
    for (int place = 0; place < tile.count(); place++) {
      tile.write(place, all);
    }
    assertFalse(all.hasRemaining(), "a ladder takes as many bytes as its phase says");
    return all.array();
  }

  @Test
  void shouldGoOnFromWhatWasWrittenAsIfNothingHadHappened() {
    Tile tile = started();
    ByteBuffer written = ByteBuffer.wrap(bytes(tile));
    Tile read = phase(7).allocate(10, COUNT);
    for (int place = 0; place < COUNT; place++) {
      read.read(place, written);
    }
    assertArrayEquals(bytes(tile), bytes(read));
    tile.step(SNAPSHOT, 0, COUNT, null);
    read.step(SNAPSHOT, 0, COUNT, null);
    assertArrayEquals(bytes(tile), bytes(read));
  }

  @Test
  void shouldGoOnFromACopyWithoutSharing() {
    Tile tile = started();
    Tile copy = phase(7).allocate(10, COUNT);
    copy.copyFrom(tile);
    byte[] before = bytes(tile);
    copy.step(SNAPSHOT, 0, COUNT, null);
    assertArrayEquals(before, bytes(tile));
    tile.step(SNAPSHOT, 0, COUNT, null);
    assertArrayEquals(bytes(tile), bytes(copy));
  }

  @Test
  void shouldRefuseToCopyOtherLadders() {
    Tile tile = phase(7).allocate(10, COUNT);
    for (int[] other : new int[][] {{11, COUNT}, {10, COUNT + 1}}) {
      Tile another = phase(7).allocate(other[0], other[1]);
      assertThrows(IllegalArgumentException.class, () -> tile.copyFrom(another));
    }
  }

  @Test
  void shouldMoveOnlyTheLaddersAskedForInWhateverOrder() {
    Tile whole = started();
    Tile pieces = phase(7).allocate(10, COUNT);
    pieces.copyFrom(whole);
    whole.step(SNAPSHOT, 0, COUNT, null);
    pieces.step(SNAPSHOT, 140, COUNT, null);
    pieces.step(SNAPSHOT, 0, 1, null);
    pieces.step(SNAPSHOT, 1, 140, null);
    pieces.step(SNAPSHOT, 5, 5, null);
    assertArrayEquals(bytes(whole), bytes(pieces));
  }

  @Test
  void shouldNotDependOnTheTile() {
    Tile whole = phase(7).start(SNAPSHOT, 0, LADDERS);
    Tile part = phase(7).start(SNAPSHOT, 130, 200);
    for (int step = 0; step < 6; step++) {
      whole.step(SNAPSHOT, 0, LADDERS, null);
      part.step(SNAPSHOT, 0, 200, null);
    }
    int size = phase(7).particleBytes();
    assertArrayEquals(Arrays.copyOfRange(bytes(whole), 130 * size, 330 * size), bytes(part));
  }

  @Test
  void shouldDrawOtherNumbersAfterStepsWereLost() {
    Tile tile = started();
    Tile restarted = phase(7).allocate(10, COUNT);
    restarted.copyFrom(tile);
    restarted.skipLostSteps(1);
    tile.step(SNAPSHOT, 0, COUNT, null);
    restarted.step(SNAPSHOT, 0, COUNT, null);
    float[] one = new float[70];
    float[] other = new float[70];
    int differ = 0;
    for (int place = 0; place < COUNT; place++) {
      tile.show(place, one);
      restarted.show(place, other);
      differ += Arrays.equals(one, other) ? 0 : 1;
    }
    assertTrue(differ > COUNT * 0.9, differ + " of " + COUNT);
  }

  /** Even at the base, where every field is multiplied by 0. */
  @Test
  void shouldNeverTurnPaddingOn() {
    ByteBuffer all = ByteBuffer.wrap(bytes(started()));
    int on = 0;
    for (int place = 0; place < COUNT; place++) {
      all.getLong();
      all.getLong();
      assertEquals(0, all.getLong() >>> 70 - 64, "visible padding");
      for (int k = 0; k < TEMPERATURES; k++) {
        on += Long.bitCount(all.getLong());
        assertEquals(0, all.getLong() >>> 66 - 64, "hidden padding");
      }
      all.position(all.position() + 3 * Long.BYTES);
    }
    assertTrue(on > COUNT * TEMPERATURES * 16, "units are on");
  }

  @Test
  void shouldSumTheStatisticsOfTheNewStatesAtBetaOne() {
    Tile tile = started();
    LadderSums sums = (LadderSums) phase(7).newSums();
    tile.step(SNAPSHOT, 0, COUNT, sums);
    NaiveSums naive = new NaiveSums(RBM);
    ByteBuffer states = ByteBuffer.wrap(bytes(tile));
    for (int place = 0; place < COUNT; place++) {
      states.position(place * phase(7).particleBytes() + Long.BYTES);
      naive.add(SNAPSHOT.parameters(), new long[] {states.getLong(), states.getLong()});
    }
    naive.assertEqual(phase(7), sums.states(), "ladders");
  }

  /** The member at beta 1 of a ladder that never swaps. */
  @Test
  void shouldBeAPlainChainWhereNothingIsSwapped() {
    SwapRule never = (lower, upper) -> Double.NEGATIVE_INFINITY;
    Tile tempered = new LadderPhase(RBM, LADDERS, 1, 7, never).start(SNAPSHOT, 10, COUNT);
    Tile plain = new ChainsPhase(RBM, LADDERS, 1, 1f, 7).start(SNAPSHOT, 10, COUNT);
    for (int step = 0; step < 5; step++) {
      tempered.step(SNAPSHOT, 0, COUNT, null);
      plain.step(SNAPSHOT, 0, COUNT, null);
    }
    float[] one = new float[70];
    float[] other = new float[70];
    for (int place = 0; place < COUNT; place++) {
      tempered.show(place, one);
      plain.show(place, other);
      assertArrayEquals(other, one);
      assertEquals(plain.observe(place), tempered.observe(place));
    }
    assertNotEquals(0, tempered.observe(3));
  }

  @Test
  void shouldRefuseAMachineWithoutALadder() {
    Rbm plain = new Rbm(3, 2);
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> new LadderPhase(plain, 1, 1, 1));
    assertEquals(
        "rbm.extras.temperatures=0, must be at least 2, or levels at least 3",
        refusal.getMessage());
  }
}
