package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.numeric.VectorOps;
import dev.reverie.phase.PhaseStatistics;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sums of states of which data give only the first visible units, against sums state by state of
 * products that are each rounded to a multiple of 2^-14.
 */
final class MeanSumsTest {
  private static final int STATES = 150;

  /** Random states, as sums take them. */
  private record States(
      Connections connections, long[] bits, int words, int[][] even, int[][] odd) {
    static States random(List<Integer> layers, Random random) {
      Connections connections = Connections.ofLayers(layers);
      int observed = layers.get(0);
      int words = (observed + 63) / 64;
      long[] bits = new long[STATES * words];
      int[][] even = new int[STATES][connections.visible()];
      int[][] odd = new int[STATES][connections.hidden()];
      for (int n = 0; n < STATES; n++) {
        for (int i = 0; i < connections.visible(); i++) {
          boolean on = random.nextBoolean();
          if (i < observed) {
            bits[n * words + (i >>> 6)] |= on ? 1L << i : 0;
            even[n][i] = on ? 1 << VectorOps.THRESHOLD_BITS : 0;
          } else {
            even[n][i] = random.nextInt((1 << VectorOps.THRESHOLD_BITS) + 1);
          }
        }
        for (int j = 0; j < connections.hidden(); j++) {
          odd[n][j] = random.nextInt((1 << VectorOps.THRESHOLD_BITS) + 1);
        }
      }
      return new States(connections, bits, words, even, odd);
    }

    void addTo(RbmSums sums, int from, int to) {
      int skipped = connections.observed(0) / 64 * 64;
      int[] visible = panels(even, from, to, skipped, connections.visible());
      int[] hidden = panels(odd, from, to, 0, connections.hidden());
      long[] rows = java.util.Arrays.copyOfRange(bits, from * words, to * words);
      sums.addMeans(rows, words, visible, hidden, to - from);
    }

    private static int[] panels(int[][] of, int from, int to, int first, int end) {
      int[] panels = new int[(end - first + 63) / 64 * RbmSums.TOGETHER * 64];
      for (int n = from; n < to; n++) {
        for (int unit = first; unit < end; unit++) {
          int column = unit - first;
          panels[(column / 64 * RbmSums.TOGETHER + n - from) * 64 + column % 64] = of[n][unit];
        }
      }
      return panels;
    }
  }

  private static int fourteenBits(int threshold) {
    return Math.min((threshold + 256) / 512, VectorOps.MOST_PROBABILITY);
  }

  private static double visible(States states, int n, int i) {
    int mean = states.even()[n][i];
    return i < states.connections().observed(0) ? mean >> 23 : fourteenBits(mean) / 16384.0;
  }

  @ParameterizedTest
  @CsvSource({"70", "64", "3"})
  void shouldSumRoundedProducts(int observed) {
    List<Integer> layers = List.of(observed, 90, 75);
    States states = States.random(layers, new Random(observed));
    Rbm rbm = new Rbm(Extras.NONE, states.connections());
    for (long most : new long[] {STATES, 2000, VectorOps.NARROW_LIMIT + 1}) {
      RbmSums one = RbmSums.ofMeans(rbm, most);
      states.addTo(one, 0, 100);
      RbmSums other = RbmSums.ofMeans(rbm, most);
      states.addTo(other, 100, 120);
      states.addTo(other, 120, STATES);
      ClampedPhase phase = new ClampedPhase(rbm, null, null);
      PhaseStatistics statistics = new PhaseStatistics(phase, List.of(one, other), STATES);
      requireSums(states, rbm, MergedPhase.of(rbm, statistics, 1));
    }
  }

  private static void requireSums(States states, Rbm rbm, MergedPhase merged) {
    double[] hidden = new double[64];
    WeightSums weights = new WeightSums(rbm, List.of(merged, MergedPhase.missing(rbm)));
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      merged.sumHidden(panel, hidden, new int[64]);
      int[] sums = new int[12 + 64 * 64];
      for (int first = 0; first < rbm.visible(); first += 64) {
        if (!merged.isWide()) {
          weights.sum(0, panel, first, sums, new int[sums.length]);
        }
        for (int i = first; i < Math.min(first + 64, rbm.visible()); i += 7) {
          for (int j = panel * 64; j < Math.min(panel * 64 + 64, rbm.hidden()); j += 5) {
            double sum =
                merged.isWide()
                    ? merged.weight((panel * rbm.visible() + i) * 64 + j % 64)
                    : sums[12 + (i - first) * 64 + j % 64];
            assertEquals(product(states, i, j), sum, i + " " + j);
          }
        }
      }
    }
    for (int i = 0; i < rbm.visible(); i++) {
      double sum = 0;
      for (int n = 0; n < STATES; n++) {
        sum += visible(states, n, i);
      }
      assertEquals(sum, merged.visible(i));
    }
  }

  private static double product(States states, int i, int j) {
    double sum = 0;
    for (int n = 0; n < STATES; n++) {
      sum += Math.rint(visible(states, n, i) * fourteenBits(states.odd()[n][j]));
    }
    return sum;
  }

  @Test
  void shouldForgetWhatWasThereBefore() {
    States states = States.random(List.of(5, 6, 7), new Random(1));
    Rbm rbm = new Rbm(Extras.NONE, states.connections());
    RbmSums sums = RbmSums.ofMeans(rbm, STATES);
    states.addTo(sums, 20, 40);
    sums.clear();
    states.addTo(sums, 0, 10);
    RbmSums fresh = RbmSums.ofMeans(rbm, STATES);
    states.addTo(fresh, 0, 10);
    ClampedPhase phase = new ClampedPhase(rbm, null, null);
    MergedPhase used = MergedPhase.of(rbm, new PhaseStatistics(phase, List.of(sums), 10), 1);
    MergedPhase clean = MergedPhase.of(rbm, new PhaseStatistics(phase, List.of(fresh), 10), 1);
    for (int i = 0; i < rbm.visible(); i++) {
      assertEquals(clean.visible(i), used.visible(i));
    }
  }
}
