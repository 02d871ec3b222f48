package dev.reverie.dbm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.likelihood.AnnealedImportanceSampling;
import dev.reverie.likelihood.AnnealingSettings;
import dev.reverie.likelihood.BaseRate;
import dev.reverie.likelihood.Ladder;
import dev.reverie.likelihood.ReverseStart;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Mean weights are right for any ladder, however coarse: over many machines the ratio of estimated
 * and exact Z is 1 within five standard errors of at most half a percent.
 */
final class DbmAnnealingTest {
  private static final int MACHINES = 60;
  private static final int RUNS = 1500;
  private static final List<List<Integer>> LAYERS =
      List.of(List.of(5, 4, 4), List.of(4, 3, 3, 3), List.of(3, 3, 2, 3, 3));

  /** A machine, its exact log Z, and the sampling of it. */
  private record Subject(SmallDbm small, double logZ, long seed) {
    AnnealedImportanceSampling sampling() {
      double[] means = new Random(seed).doubles(small.dbm.rbm().visible(), 0.3, 0.7).toArray();
      return new AnnealedImportanceSampling(
          small.dbm.rbm(),
          small.parameters,
          BaseRate.ofMeans(means, 1000),
          new AnnealingSettings(Ladder.even(5), RUNS, seed, 1));
    }

    double forward() {
      return sampling().forward(share -> {}).logPartition();
    }

    double reverse() {
      int[] draws = Draws.of(small.joint(), RUNS, new Random(seed));
      long[] states = new long[RUNS];
      for (int n = 0; n < RUNS; n++) {
        states[n] = small.packed(draws[n], 0);
      }
      ReverseStart start = ReverseStart.particles(states, 1, 0);
      return sampling().reverse(start, share -> {}).logPartition();
    }
  }

  private static double[] meanAndError(ToDoubleFunction<Subject> ratio) {
    double sum = 0;
    double squares = 0;
    for (int k = 0; k < MACHINES; k++) {
      SmallDbm small = SmallDbm.random(LAYERS.get(k % LAYERS.size()), 0.8, 0.8, 50 + k);
      double each = ratio.applyAsDouble(new Subject(small, small.logZ(), k));
      sum += each;
      squares += each * each;
    }
    double mean = sum / MACHINES;
    double error = Math.sqrt((squares / MACHINES - mean * mean) / (MACHINES - 1));
    assertTrue(error < 0.005, () -> "no power: " + error);
    return new double[] {mean, error};
  }

  private static double deviation(ToDoubleFunction<Subject> ratio) {
    double[] of = meanAndError(ratio);
    return Math.abs(of[0] - 1) / of[1];
  }

  @Test
  void shouldBeUnbiasedForward() {
    double off = deviation(subject -> Math.exp(subject.forward() - subject.logZ()));
    assertTrue(off < 5, () -> off + " standard errors");
  }

  @Test
  void shouldBeUnbiasedInReverseFromExactDraws() {
    double off = deviation(subject -> Math.exp(subject.logZ() - subject.reverse()));
    assertTrue(off < 5, () -> off + " standard errors");
  }

  /** As one that forgot a unit of the odd layers would be. */
  @Test
  void shouldCatchAWrongBase() {
    double off = deviation(subject -> Math.exp(subject.forward() - subject.logZ() - Math.log(2)));
    assertTrue(off > 10, () -> "only " + off + " standard errors");
  }
}
