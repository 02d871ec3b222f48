package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums of slabs that are added and taken off, against sums state by state. */
@Tag("bits")
final class BundleTest {
  private static final int VISIBLE = 150;
  private static final int HIDDEN = 70;

  /** Units stay as the one before with one probability, so that lists of both kinds are there. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 100, 100",
    "0.9, 100, 100",
    "0.9, 128, 128",
    "0.97, 64, 1",
    "0.97, 130, 0",
    "0.1, 3, 120",
    "1, 20, 30",
    "0.9, 512, 500",
    "0.97, 900, 3"
  })
  void shouldEqualSumsStateByState(double stays, int added, int takenOff) {
    Random random = new Random(added);
    Rbm rbm = new Rbm(VISIBLE, HIDDEN);
    Bundle bundle = new Bundle(rbm);
    for (int round = 0; round < 2; round++) {
      long[][] expected = new long[VISIBLE][Panels.padded(HIDDEN)];
      bundle.clear();
      for (int count : new int[] {added, -takenOff}) {
        for (Slab slab : slabs(rbm, stays, Math.abs(count), random, count, expected)) {
          bundle.add(slab, count < 0);
        }
      }
      requireEqual(expected, bundle, rbm);
    }
  }

  @Test
  void shouldForgetTheRowsOfMoreStates() {
    Random random = new Random(7);
    Rbm rbm = new Rbm(VISIBLE, HIDDEN);
    Bundle bundle = new Bundle(rbm);
    for (int states : new int[] {1_000, 70, 300, 1}) {
      long[][] expected = new long[VISIBLE][Panels.padded(HIDDEN)];
      bundle.clear();
      for (Slab slab : slabs(rbm, 0.9, states, random, 1, expected)) {
        bundle.add(slab, false);
      }
      requireEqual(expected, bundle, rbm);
    }
  }

  /** Slabs of at most 128 states each, which are summed up at once. */
  private static List<Slab> slabs(
      Rbm rbm, double stays, int states, Random random, int sign, long[][] sums) {
    List<Slab> slabs = new ArrayList<>();
    for (int from = 0; from < states; from += Slab.STATES) {
      int count = Math.min(Slab.STATES, states - from);
      long[] visible = new long[count * rbm.visibleWords()];
      Slab slab = new Slab(rbm);
      for (int n = 0; n < count; n++) {
        for (int j = 0; j < HIDDEN; j++) {
          int row = Slab.row(j / 64, n);
          Panels.setBits(
              slab.probabilities, row, j % 64, random.nextInt(VectorOps.MOST_PROBABILITY + 1));
        }
        boolean on = false;
        for (int i = 0; i < VISIBLE; i++) {
          on = random.nextDouble() < stays ? on : random.nextBoolean();
          if (on) {
            visible[n * rbm.visibleWords() + i / 64] |= 1L << i;
            for (int j = 0; j < HIDDEN; j++) {
              int row = Slab.row(j / 64, n);
              sums[i][j] += Integer.signum(sign) * Panels.bits(slab.probabilities, row, j % 64);
            }
          }
        }
      }
      slab.setVisible(visible, 0, rbm.visibleWords(), count);
      slabs.add(slab);
    }
    return slabs;
  }

  private static void requireEqual(long[][] expected, Bundle bundle, Rbm rbm) {
    int[] sums = new int[Panels.WIDTH * Panels.WIDTH];
    for (int first = 0; first < VISIBLE; first += 64) {
      for (int panel = rbm.hiddenWords() - 1; panel >= 0; panel--) {
        bundle.sum(panel, first, sums, 0);
        for (int i = first; i < Math.min(first + 64, VISIBLE); i++) {
          for (int j = panel * 64; j < Math.min(panel * 64 + 64, HIDDEN); j++) {
            assertEquals(expected[i][j], sums[(i - first) * 64 + j % 64], i + " " + j);
          }
        }
      }
    }
  }
}
