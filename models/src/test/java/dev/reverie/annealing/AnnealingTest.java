package dev.reverie.annealing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.coupling.Couplings;
import dev.reverie.coupling.Graph;
import dev.reverie.coupling.RandomGraphs;
import dev.reverie.ising.AllStates;
import dev.reverie.ising.Descent;
import dev.reverie.ising.SparseSpins;
import dev.reverie.ising.WholeCouplings;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnealingTest {
  private static final int RUNS = 100;

  /** Sherrington and Kirkpatrick's glass, and sparser ones, of deviation 1 / sqrt(degree). */
  private static Couplings glass(double density, long seed) {
    Graph graph = RandomGraphs.of(20, density, seed);
    return RandomGraphs.gaussian(graph, 1 / Math.sqrt(20 * density), 0, seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldFindTheGroundStateOfTwentyUnits(long seed) {
    for (double density : new double[] {0.3, 1}) {
      Couplings couplings = glass(density, seed);
      double lowest = new AllStates(couplings).lowest();
      Annealing annealing = new Annealing(couplings, new Cooling(2, 0.05, 3000), seed);
      AnnealedRuns runs = AnnealedRuns.of(annealing, RUNS, 5, 2, AnnealingListener.NONE);
      long found = Arrays.stream(runs.energies()).filter(e -> e <= lowest + 1e-9).count();
      assertTrue(found >= 95, () -> "found " + found + " of " + RUNS + " at density " + density);
      assertEquals(lowest, runs.best().energy(), 1e-9);
      assertEquals(couplings.energy(runs.best().states()), runs.best().energy(), 1e-12);
    }
  }

  @Test
  void shouldFindTheSameForAnyNumberOfThreads() {
    Annealing annealing = new Annealing(glass(0.5, 9), new Cooling(3, 0.5, 40), 4);
    AnnealedRuns one = AnnealedRuns.of(annealing, 60, 8, 1, AnnealingListener.NONE);
    AnnealedRuns many = AnnealedRuns.of(annealing, 60, 8, 7, AnnealingListener.NONE);
    assertArrayEquals(one.energies(), many.energies());
    assertArrayEquals(one.lowest(), many.lowest());
    assertEquals(one.states().size(), many.states().size());
    for (int k = 0; k < one.states().size(); k++) {
      assertEquals(one.states().get(k).run(), many.states().get(k).run());
      assertArrayEquals(one.states().get(k).states(), many.states().get(k).states());
    }
    Annealing other = new Annealing(glass(0.5, 9), new Cooling(3, 0.5, 40), 5);
    assertNotEquals(
        Arrays.toString(one.energies()),
        Arrays.toString(AnnealedRuns.of(other, 60, 8, 2, AnnealingListener.NONE).energies()));
  }

  @Test
  void shouldTellTheLowestEnergyOverTimeAndEndAtAFixedPoint() {
    Couplings couplings = RandomGraphs.gaussian(Graph.torus(12, 12), 1, 0, 3);
    Annealing annealing = new Annealing(couplings, new Cooling(3, 0.3, 2500), 6);
    assertEquals(1000, annealing.moments().length);
    assertEquals(2499, annealing.moments()[999]);
    AtomicInteger heard = new AtomicInteger();
    AnnealedState state = annealing.run(2, (run, moment, lowest) -> heard.incrementAndGet());
    assertEquals(1000, heard.get());
    for (int k = 1; k < 1000; k++) {
      assertTrue(state.lowest()[k] <= state.lowest()[k - 1]);
    }
    assertEquals(state.energy(), state.lowest()[999]);
    assertTrue(state.lowest()[0] > state.energy() + 20);
    SparseSpins spins = new SparseSpins(new WholeCouplings(couplings));
    spins.set(state.states());
    assertTrue(Descent.isFixed(spins));
  }

  @Test
  void shouldKeepEachLowStateOnceInOrder() {
    AnnealedRuns runs =
        AnnealedRuns.of(
            new Annealing(glass(1, 2), new Cooling(3, 0.05, 200), 1),
            50,
            4,
            2,
            AnnealingListener.NONE);
    List<AnnealedState> states = runs.states();
    assertTrue(states.size() > 1 && states.size() <= 4, () -> "states " + states.size());
    for (int k = 1; k < states.size(); k++) {
      assertTrue(states.get(k).energy() >= states.get(k - 1).energy());
      assertTrue(!Arrays.equals(states.get(k).states(), states.get(k - 1).states()));
    }
    assertEquals(Arrays.stream(runs.energies()).min().orElseThrow(), runs.best().energy());
  }

  @Test
  void shouldCoolByOneFactor() {
    Cooling cooling = new Cooling(4, 0.25, 5);
    assertEquals(0.5, cooling.alpha());
    assertEquals(4, cooling.temperature(0));
    assertEquals(1, cooling.temperature(2), 1e-15);
    assertEquals(0.25, cooling.temperature(4), 1e-15);
    assertEquals(0.25, new Cooling(4, 0.25, 1).temperature(0));
    assertThrows(IllegalArgumentException.class, () -> new Cooling(1, 2, 5));
    assertThrows(IllegalArgumentException.class, () -> new Cooling(1, 0, 5));
    assertThrows(IllegalArgumentException.class, () -> new Cooling(Double.NaN, 1, 5));
    assertThrows(IllegalArgumentException.class, () -> new Cooling(2, 1, 0));
  }

  /** Fields of deviation 2 (four couplings of 1), and of 3 with a bias of sqrt(5). */
  @Test
  void shouldSuitTemperaturesToFields() {
    Couplings lattice = Couplings.uniform(Graph.torus(4, 4), -1);
    Cooling cooling = Cooling.suited(lattice, 10);
    assertEquals(4, cooling.start(), 1e-12);
    assertEquals(0.2, cooling.end(), 1e-12);
    double[] biases = new double[16];
    biases[3] = Math.sqrt(5);
    Couplings biased =
        new Couplings(lattice.graph(), DoubleStream.generate(() -> 1).limit(32).toArray(), biases);
    assertEquals(6, Cooling.suited(biased, 10).start(), 1e-12);
    assertEquals(0.2, Cooling.suited(biased, 10).end(), 1e-12);
    assertEquals(1, Cooling.suited(Couplings.uniform(Graph.torus(3, 3), 0), 10).start());
  }

  @Test
  void shouldEndWhenInterrupted() {
    Annealing annealing = new Annealing(glass(1, 1), new Cooling(3, 0.05, 100), 1);
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> annealing.run(0, AnnealingListener.NONE));
    assertThrows(
        CancellationException.class,
        () -> AnnealedRuns.of(annealing, 4, 1, 2, AnnealingListener.NONE));
    assertTrue(Thread.interrupted());
  }
}
