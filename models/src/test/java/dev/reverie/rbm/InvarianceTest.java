package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Tile;
import dev.reverie.random.ChiSquare;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Particles that start from exact draws of p(v, h)^beta are distributed so after any number of
 * steps. The check is Pearson's over all states, with a false alarm once in 10^7; what it misses of
 * a planted wrong kernel is computed from the distribution that this kernel leads to.
 */
final class InvarianceTest {
  private static final int PARTICLES = 60_000;
  private static final int STEPS = 4;

  /**
   * Standard deviations between the limit and what a wrong kernel gives: misses it once in 3
   * million.
   */
  private static final double POWER = 5;

  /** A model, and the kernel that should leave it invariant or should not. */
  private record Trial(Rbm rbm, Parameters model, float beta, Parameters kernel, float kernelBeta) {
    static Trial of(int visible, int hidden, float beta, long seed) {
      Rbm rbm = new Rbm(visible, hidden);
      Parameters model = Models.random(rbm, 1, 1, new Random(seed));
      return new Trial(rbm, model, beta, model, beta);
    }

    Trial withKernelBeta(float wrong) {
      return new Trial(rbm, model, beta, model, wrong);
    }

    /**
     * The kernel of a snapshot in which one hidden unit, the one with the largest bias, has none.
     */
    Trial withoutHiddenBias() {
      Parameters dropped = model.copy();
      float[] bias = model.rows(rbm.hiddenBias());
      int largest = 0;
      for (int j = 1; j < bias.length; j++) {
        largest = Math.abs(bias[j]) > Math.abs(bias[largest]) ? j : largest;
      }
      dropped.set(rbm.hiddenBias(), 0, largest, 0f);
      return new Trial(rbm, model, beta, dropped, kernelBeta);
    }

    ChiSquare run() {
      Enumerated exact = new Enumerated(rbm, model);
      double[] joint = exact.joint(beta);
      Tile tile = new ChainsPhase(rbm, PARTICLES, STEPS, kernelBeta, 17).allocate(0, PARTICLES);
      Particles.start(tile, exact, joint, new Random(19));
      for (int step = 0; step < STEPS; step++) {
        tile.step(Models.snapshot(kernel), 0, PARTICLES, null);
      }
      return new ChiSquare(Particles.count(tile, exact), joint);
    }

    /** By how many of its standard deviations the statistic's mean lies above the limit. */
    double power() {
      Enumerated exact = new Enumerated(rbm, model);
      double[] joint = exact.joint(beta);
      ExactGibbs gibbs = new ExactGibbs(new Enumerated(rbm, kernel), kernelBeta);
      double[] moved = gibbs.joint(gibbs.visibleAfter(STEPS, exact.hiddenMarginal(joint)));
      long[] expected = new long[moved.length];
      for (int state = 0; state < moved.length; state++) {
        expected[state] = Math.round(PARTICLES * moved[state]);
      }
      ChiSquare drift = new ChiSquare(expected, joint);
      double mean = drift.degrees() + drift.statistic();
      double deviation = Math.sqrt(2 * (drift.degrees() + 2 * drift.statistic()));
      return (mean - drift.limit()) / deviation;
    }
  }

  @ParameterizedTest
  @CsvSource({"6, 4, 1", "6, 4, 0.5", "5, 3, 1", "5, 3, 0.5", "3, 5, 1"})
  void shouldLeaveTheDistributionWhereItIs(int visible, int hidden, float beta) {
    for (long seed = 1; seed <= 3; seed++) {
      Trial.of(visible, hidden, beta, seed).run().requirePass("seed " + seed);
    }
  }

  @ParameterizedTest
  @CsvSource({"6, 4, 1", "6, 4, 0.5", "5, 3, 1", "5, 3, 0.5"})
  void shouldCatchAKernelOfAnotherTemperature(int visible, int hidden, float beta) {
    for (long seed = 1; seed <= 3; seed++) {
      assertCaught(Trial.of(visible, hidden, beta, seed).withKernelBeta(0.9f * beta));
    }
  }

  @ParameterizedTest
  @CsvSource({"6, 4, 1", "6, 4, 0.5", "5, 3, 1", "5, 3, 0.5"})
  void shouldCatchADroppedBias(int visible, int hidden, float beta) {
    for (long seed = 1; seed <= 3; seed++) {
      assertCaught(Trial.of(visible, hidden, beta, seed).withoutHiddenBias());
    }
  }

  private static void assertCaught(Trial wrong) {
    assertTrue(wrong.power() > POWER, () -> "too little power: " + wrong.power());
    ChiSquare drift = wrong.run();
    assertFalse(drift.passes(), () -> "not caught: " + drift);
  }
}
