package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Tile;
import dev.reverie.random.ChiSquare;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RbmTileTest {
  private static final Rbm RBM = new Rbm(70, 66);
  private static final Snapshot SNAPSHOT =
      Models.snapshot(Models.random(RBM, 0.3, 0.3, new Random(1)));
  private static final int COUNT = 150;

  private static Tile started() {
    Tile tile = phase(7).start(SNAPSHOT, 10, COUNT);
    tile.step(SNAPSHOT, 0, COUNT, null);
    return tile;
  }

  private static ChainsPhase phase(long seed) {
    return new ChainsPhase(RBM, 1000, 1, 1f, seed);
  }

  private static byte[] bytes(Tile tile) {
    ByteBuffer all = ByteBuffer.allocate(tile.count() * phase(7).particleBytes());
    for (int place = 0; place < tile.count(); place++) {
      tile.write(place, all);
    }
    assertFalse(all.hasRemaining(), "a particle takes as many bytes as its phase says");
    return all.array();
  }

  private static byte[] units(Tile tile) {
    float[] shown = new float[70];
    byte[] units = new byte[tile.count() * 70];
    for (int place = 0; place < tile.count(); place++) {
      tile.show(place, shown);
      for (int i = 0; i < 70; i++) {
        units[place * 70 + i] = (byte) shown[i];
      }
    }
    return units;
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

  /** What {@code RbmSumsContractTest} holds against steps is not nothing. */
  @Test
  void shouldCountStatesOfBitsOnly() {
    assertTrue(phase(7).countsStates());
    Rbm gaussian = new Rbm(Layer.of(UnitKind.GAUSSIAN, 3), Layer.binary(2), Extras.NONE);
    assertFalse(new ChainsPhase(gaussian, 10, 1, 1f, 7).countsStates());
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
  void shouldRefuseToCopyOtherParticles() {
    Tile tile = phase(7).allocate(10, COUNT);
    for (int[] other : new int[][] {{11, COUNT}, {10, COUNT + 1}}) {
      Tile another = phase(7).allocate(other[0], other[1]);
      assertThrows(IllegalArgumentException.class, () -> tile.copyFrom(another));
    }
  }

  @Test
  void shouldDrawOtherNumbersAfterStepsWereLost() {
    Tile tile = started();
    Tile restarted = phase(7).allocate(10, COUNT);
    restarted.copyFrom(tile);
    restarted.skipLostSteps(1);
    assertArrayEquals(units(tile), units(restarted), "the state itself stays");
    tile.step(SNAPSHOT, 0, COUNT, null);
    restarted.step(SNAPSHOT, 0, COUNT, null);
    int differ = 0;
    byte[] a = units(tile);
    byte[] b = units(restarted);
    for (int k = 0; k < a.length; k++) {
      differ += a[k] == b[k] ? 0 : 1;
    }
    assertTrue(differ > a.length / 10, differ + " of " + a.length + " units differ");
  }

  @Test
  void shouldMoveOnlyTheParticlesAskedForInWhateverOrder() {
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
  void shouldSumTheStatisticsOfTheNewStates() {
    Tile tile = started();
    RbmSums sums = (RbmSums) phase(7).newSums();
    tile.step(SNAPSHOT, 0, COUNT, sums);
    NaiveSums naive = new NaiveSums(RBM);
    ByteBuffer states = ByteBuffer.wrap(bytes(tile));
    for (int place = 0; place < COUNT; place++) {
      states.getLong();
      naive.add(SNAPSHOT.parameters(), new long[] {states.getLong(), states.getLong()});
      states.getLong();
      states.getLong();
    }
    naive.assertEqual(phase(7), sums, "particles");
  }

  /** The first step is drawn from hidden coins, which are all that a start is. */
  @Test
  void shouldStartAtFairCoinsThatDoNotDependOnTheTile() {
    Tile all = phase(7).start(SNAPSHOT, 0, 1000);
    Tile some = phase(7).start(SNAPSHOT, 400, 100);
    byte[] whole = bytes(all);
    int size = phase(7).particleBytes();
    assertArrayEquals(Arrays.copyOfRange(whole, 400 * size, 500 * size), bytes(some));
    long[] counts = new long[2];
    ByteBuffer states = ByteBuffer.wrap(whole);
    for (int place = 0; place < 1000; place++) {
      assertEquals(0, states.getLong(), "steps");
      states.getLong();
      states.getLong();
      int on = Long.bitCount(states.getLong());
      long last = states.getLong();
      assertEquals(0, last >>> 2, "padding is off");
      counts[1] += on + Long.bitCount(last);
    }
    counts[0] = 66_000 - counts[1];
    ChiSquare.uniform(counts).requirePass("coins");
    assertFalse(Arrays.equals(bytes(phase(8).start(SNAPSHOT, 400, 100)), bytes(some)), "seed");
  }

  @Test
  void shouldObserveTheBalanceOfTwoHalvesOfTheUnits() {
    double all = 0;
    for (int i = 0; i < 70; i++) {
      double alone = observe(Set.of(i));
      assertEquals(1, Math.abs(alone), "unit " + i);
      assertEquals(alone + observe(Set.of((i + 1) % 70)), observe(Set.of(i, (i + 1) % 70)));
      all += alone;
    }
    assertTrue(Math.abs(all) < 35, "one half has nearly all units: " + all);
  }

  private static double observe(Set<Integer> on) {
    ByteBuffer state = ByteBuffer.allocate(phase(7).particleBytes());
    for (int unit : on) {
      int word = Long.BYTES * (1 + unit / 64);
      state.putLong(word, state.getLong(word) | 1L << unit);
    }
    Tile tile = phase(7).allocate(0, 1);
    tile.read(0, state);
    return tile.observe(0);
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, -1f, 1e-30f, Float.NaN, Float.POSITIVE_INFINITY})
  void shouldRefuseATemperatureAtWhichPaddingWouldWakeOrNothingIsDefined(float beta) {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> new ChainsPhase(RBM, 1, 1, beta, 1));
    assertTrue(refusal.getMessage().startsWith("beta=" + beta), refusal.getMessage());
  }

  @Test
  void shouldRefuseNoParticlesOrSteps() {
    assertThrows(IllegalArgumentException.class, () -> new ChainsPhase(RBM, 0, 1, 1f, 1));
    assertThrows(IllegalArgumentException.class, () -> new ChainsPhase(RBM, 1, 0, 1f, 1));
  }

  @Test
  void shouldKeepPaddingOffAtTheHottestTemperature() {
    Tile tile = new ChainsPhase(RBM, 100, 1, 1e-6f, 1).start(SNAPSHOT, 0, 100);
    tile.step(SNAPSHOT, 0, 100, null);
    ByteBuffer states = ByteBuffer.wrap(bytes(tile));
    for (int place = 0; place < 100; place++) {
      states.getLong();
      states.getLong();
      assertEquals(0, states.getLong() >>> 6, "visible padding");
      states.getLong();
      assertEquals(0, states.getLong() >>> 2, "hidden padding");
    }
  }
}
