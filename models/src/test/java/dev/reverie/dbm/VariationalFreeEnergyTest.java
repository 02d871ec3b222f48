package dev.reverie.dbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.rbm.PackedRows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class VariationalFreeEnergyTest {
  private static double of(SmallDbm small, int v, MeanFieldStop stop) {
    PackedRows row = new PackedRows(small.dbm.units(0), new long[] {v});
    return new VariationalFreeEnergy(small.dbm, small.parameters, stop).of(row, 0, 1).mean();
  }

  /** What is lost is KL(q || p(h | v)), which enumeration knows. */
  @ParameterizedTest
  @MethodSource("dev.reverie.dbm.DbmTest#machines")
  void shouldExceedTheFreeEnergyByTheDivergence(List<Integer> layers) {
    for (long seed = 1; seed <= 5; seed++) {
      SmallDbm small = SmallDbm.random(layers, 0.7, 1, seed);
      double[] exact = small.freeEnergies();
      for (int v = 0; v < exact.length; v++) {
        double divergence = divergence(small, v, exact[v]);
        double energy = of(small, v, new MeanFieldStop(1e-7, 5000));
        assertTrue(energy >= exact[v] - 1e-9, "below the free energy");
        assertEquals(divergence, energy - exact[v], 1e-6);
      }
    }
  }

  private static double divergence(SmallDbm small, int v, double freeEnergy) {
    double[] q = small.factorised(small.meanField(v));
    double divergence = 0;
    for (int state = 0; state < q.length; state++) {
      double logPosterior = freeEnergy - small.energy(state);
      divergence += q[state] == 0 ? 0 : q[state] * (StrictMath.log(q[state]) - logPosterior);
    }
    return divergence;
  }

  /** Also with strong weights, and after so few sweeps that nothing is at rest. */
  @ParameterizedTest
  @MethodSource("dev.reverie.dbm.DbmTest#machines")
  void shouldNeverBeBelowTheFreeEnergy(List<Integer> layers) {
    for (long seed = 1; seed <= 20; seed++) {
      SmallDbm small = SmallDbm.random(layers, seed / 5.0, 1, seed);
      double[] exact = small.freeEnergies();
      for (int sweeps = 1; sweeps <= 16; sweeps *= 4) {
        for (int v = 0; v < exact.length; v++) {
          double energy = of(small, v, new MeanFieldStop(1e-5, sweeps));
          double above = energy - exact[v];
          assertTrue(above >= -1e-9, () -> "by " + above);
        }
      }
    }
  }

  /** One hidden layer has no loss, and two have one that grows with their weights. */
  @Test
  void shouldLoseNothingButBetweenHiddenLayers() {
    assertEquals(0, meanLoss(List.of(5, 4), 1), 1e-9);
    double weak = meanLoss(List.of(5, 4, 3), 0.25);
    double strong = meanLoss(List.of(5, 4, 3), 1);
    assertEquals(0.018, weak, 0.001);
    assertEquals(0.144, strong, 0.005);
  }

  private static double meanLoss(List<Integer> layers, double scale) {
    double sum = 0;
    int count = 0;
    for (long seed = 1; seed <= 10; seed++) {
      SmallDbm small = SmallDbm.random(layers, scale, 1, seed);
      double[] exact = small.freeEnergies();
      for (int v = 0; v < exact.length; v++) {
        sum += of(small, v, MeanFieldStop.EVALUATION) - exact[v];
        count++;
      }
    }
    return sum / count;
  }
}
