package dev.reverie.ising;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.coupling.Colouring;
import dev.reverie.coupling.Couplings;
import dev.reverie.coupling.Graph;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The square lattice below, at and above Onsager's critical temperature 2.269, against exact sums.
 * Standard errors are those of means of {@value #BATCHES} batches, each hundreds of autocorrelation
 * times long, from chains that start apart and are warmed up.
 */
class FerromagnetTest {
  private static final int SIDE = 6;
  private static final int CHAINS = 4;
  private static final int BATCHES = 64;
  private static final int BATCH = 4_000;
  private static final int WARM = 1_000;

  /** Means of batches: energy, |magnetisation|, magnetisation squared. */
  private static double[][] batches(double temperature, double kernelTemperature) {
    Graph graph = Graph.torus(SIDE, SIDE);
    WholeCouplings couplings = new WholeCouplings(Couplings.uniform(graph, 1));
    RandomStream random = new RandomStream(3, Purpose.CHAIN_VISIBLE);
    GibbsKernel kernel = GibbsKernel.byColours(Colouring.of(graph), graph, random);
    double[][] means = new double[3][BATCHES];
    for (int chain = 0; chain < CHAINS; chain++) {
      SparseSpins spins = new SparseSpins(couplings);
      spins.set(SpinStates.random(SIDE * SIDE, new RandomStream(3, Purpose.CHAIN_START), chain, 0));
      GibbsKernel.Work work = kernel.newWork();
      byte[] states = new byte[SIDE * SIDE];
      for (int sweep = -WARM; sweep < BATCHES / CHAINS * BATCH; sweep++) {
        kernel.sweep(spins, kernelTemperature, chain, sweep + WARM, work);
        if (sweep >= 0) {
          spins.copyTo(states);
          int sum = 0;
          for (byte state : states) {
            sum += state;
          }
          int batch = chain * (BATCHES / CHAINS) + sweep / BATCH;
          means[0][batch] += spins.energy() / BATCH;
          means[1][batch] += Math.abs(sum) / (double) BATCH;
          means[2][batch] += (double) sum * sum / BATCH;
        }
      }
    }
    return means;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double standardError(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1) / values.length);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.8, 2.269, 3.2})
  void shouldHaveTheExactEnergyAndMagnetisation(double temperature) {
    ExactTorus exact = ExactTorus.of(SIDE, temperature);
    double[][] batches = batches(temperature, temperature);
    double[] expected = {exact.energy(), exact.magnetisation(), exact.square()};
    for (int k = 0; k < 3; k++) {
      double error = standardError(batches[k]);
      double distance = (mean(batches[k]) - expected[k]) / error;
      assertTrue(Math.abs(distance) < 5, () -> "distance " + distance);
      assertTrue(error < 0.01 * Math.abs(expected[k]), () -> "error " + error);
    }
  }

  /** The test's power: one percent in temperature is seen. */
  @ParameterizedTest
  @ValueSource(doubles = {1.8, 2.269, 3.2})
  void shouldBeCaughtAtATemperatureNearby(double temperature) {
    double[] energies = batches(temperature, 1.01 * temperature)[0];
    double distance =
        (mean(energies) - ExactTorus.of(SIDE, temperature).energy()) / standardError(energies);
    assertTrue(Math.abs(distance) > 5, () -> "distance " + distance);
  }

  /** A lattice of 3 x 3 by all its 512 states. */
  @Test
  void shouldSumASmallLatticeAsEnumerationDoes() {
    AllStates all = new AllStates(Couplings.uniform(Graph.torus(3, 3), 1));
    double[] p = all.probabilities(2);
    double energy = 0;
    double magnetisation = 0;
    double square = 0;
    for (int code = 0; code < p.length; code++) {
      int sum = 2 * Integer.bitCount(code) - 9;
      energy += p[code] * Couplings.uniform(Graph.torus(3, 3), 1).energy(all.state(code));
      magnetisation += p[code] * Math.abs(sum);
      square += p[code] * sum * sum;
    }
    ExactTorus exact = ExactTorus.of(3, 2);
    assertEquals(energy, exact.energy(), 1e-10);
    assertEquals(magnetisation, exact.magnetisation(), 1e-10);
    assertEquals(square, exact.square(), 1e-10);
  }
}
