package dev.reverie.ising;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.reverie.coupling.Colouring;
import dev.reverie.coupling.Couplings;
import dev.reverie.coupling.Graph;
import dev.reverie.coupling.RandomGraphs;
import dev.reverie.random.ChiSquare;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Particles that start at exact draws stay distributed as p at the kernel's temperature: counts of
 * all 128 states by Pearson's test, false alarm 1e-7 each.
 */
class GibbsKernelTest {
  private static final int UNITS = 7;
  private static final int PARTICLES = 40_000;
  private static final int STEPS = 5;
  private static final double TEMPERATURE = 1.3;
  private static final RandomStream RANDOM = new RandomStream(5, Purpose.CHAIN_VISIBLE);

  private static Couplings couplings(double density) {
    return RandomGraphs.gaussian(RandomGraphs.of(UNITS, density, 3), 0.8, 0.5, 9);
  }

  private interface Move {
    void sweep(Spins spins, int particle, long step);
  }

  private static ChiSquare after(Couplings start, Couplings moved, Move move) {
    AllStates all = new AllStates(start);
    int[] codes = all.draw(PARTICLES, TEMPERATURE, 17);
    long[] counts = new long[1 << UNITS];
    SparseSpins spins = new SparseSpins(new WholeCouplings(moved));
    byte[] state = new byte[UNITS];
    for (int particle = 0; particle < PARTICLES; particle++) {
      spins.set(all.state(codes[particle]));
      for (int step = 0; step < STEPS; step++) {
        move.sweep(spins, particle, step);
      }
      spins.copyTo(state);
      counts[AllStates.code(state)]++;
    }
    return new ChiSquare(counts, all.probabilities(TEMPERATURE));
  }

  private static Move kernel(Couplings couplings, boolean colours, double temperature) {
    GibbsKernel kernel = kernel(couplings.graph(), colours);
    GibbsKernel.Work work = kernel.newWork();
    return (spins, particle, step) -> kernel.sweep(spins, temperature, particle, step, work);
  }

  private static GibbsKernel kernel(Graph graph, boolean colours) {
    return colours
        ? GibbsKernel.byColours(Colouring.of(graph), graph, RANDOM)
        : GibbsKernel.unitByUnit(graph.units(), RANDOM);
  }

  @ParameterizedTest
  @CsvSource({"0.4, true", "0.4, false", "1, true", "1, false"})
  void shouldLeaveTheDistributionWhereItIs(double density, boolean colours) {
    Couplings couplings = couplings(density);
    after(couplings, couplings, kernel(couplings, colours, TEMPERATURE)).requirePass("Gibbs");
  }

  @ParameterizedTest
  @CsvSource({"0.4, true", "1, false"})
  void shouldBeCaughtAtAnotherTemperature(double density, boolean colours) {
    Couplings couplings = couplings(density);
    Move hot = kernel(couplings, colours, TEMPERATURE / 0.9);
    assertFalse(after(couplings, couplings, hot).passes());
  }

  @Test
  void shouldBeCaughtWithoutABias() {
    Couplings couplings = couplings(0.4);
    Graph graph = couplings.graph();
    Couplings dropped =
        new Couplings(
            graph,
            IntStream.range(0, graph.edges()).mapToDouble(couplings::coupling).toArray(),
            IntStream.range(0, UNITS).mapToDouble(i -> i == 2 ? 0 : couplings.bias(i)).toArray());
    assertFalse(after(couplings, dropped, kernel(couplings, true, TEMPERATURE)).passes());
  }

  /** What a wrong colouring would do: neighbours that look at one another's old states. */
  @Test
  void shouldBeCaughtWhenNeighboursMoveAtOnce() {
    Couplings couplings = couplings(0.4);
    GibbsKernel kernel = kernel(couplings.graph(), false);
    GibbsKernel.Work work = kernel.newWork();
    SparseSpins old = new SparseSpins(new WholeCouplings(couplings));
    byte[] states = new byte[UNITS];
    byte[] moved = new byte[UNITS];
    byte[] next = new byte[UNITS];
    Move atOnce =
        (spins, particle, step) -> {
          spins.copyTo(states);
          for (int unit = 0; unit < UNITS; unit++) {
            old.set(states);
            kernel.sweep(new OneMoves(old, unit), TEMPERATURE, particle, step, work);
            old.copyTo(moved);
            next[unit] = moved[unit];
          }
          spins.set(next);
        };
    assertFalse(after(couplings, couplings, atOnce).passes());
  }

  /** Keeps all units but one. */
  private record OneMoves(Spins spins, int one) implements Spins {
    @Override
    public int units() {
      return spins.units();
    }

    @Override
    public int state(int unit) {
      return spins.state(unit);
    }

    @Override
    public double field(int unit) {
      return spins.field(unit);
    }

    @Override
    public void flip(int unit) {
      if (unit == one) {
        spins.flip(unit);
      }
    }

    @Override
    public double energy() {
      return spins.energy();
    }

    @Override
    public void set(byte[] states) {
      spins.set(states);
    }

    @Override
    public void copyTo(byte[] states) {
      spins.copyTo(states);
    }
  }

  @Test
  void shouldTakeTheSameNumbersInAnyOrderOfAnIndependentSet() {
    Graph graph = Graph.of(70, new int[] {0, 64}, new int[] {69, 3});
    Couplings couplings = RandomGraphs.gaussian(graph, 1, 1, 2);
    byte[] coloured = swept(couplings, kernel(graph, true));
    byte[] inOrder = swept(couplings, kernel(graph, false));
    for (int unit = 0; unit < 70; unit++) {
      if (graph.degree(unit) > 0) {
        coloured[unit] = inOrder[unit];
      }
    }
    assertArrayEquals(inOrder, coloured);
  }

  @Test
  void shouldHoldUnitsThatAreNotMoved() {
    Couplings couplings = RandomGraphs.gaussian(Graph.complete(30), 0.1, 0.1, 2);
    SparseSpins spins = new SparseSpins(new WholeCouplings(couplings));
    int[] moved = {3, 17, 29};
    GibbsKernel kernel = GibbsKernel.of(30, moved, RANDOM);
    boolean[] ever = new boolean[30];
    for (int step = 0; step < 100; step++) {
      kernel.sweep(spins, 1, 0, step, kernel.newWork());
      for (int unit = 0; unit < 30; unit++) {
        ever[unit] |= spins.state(unit) > 0;
      }
    }
    for (int unit = 0; unit < 30; unit++) {
      assertEquals(unit == 3 || unit == 17 || unit == 29, ever[unit]);
    }
  }

  private static byte[] swept(Couplings couplings, GibbsKernel kernel) {
    SparseSpins spins = new SparseSpins(new WholeCouplings(couplings));
    kernel.sweep(spins, 1, 4, 8, kernel.newWork());
    byte[] states = new byte[spins.units()];
    spins.copyTo(states);
    return states;
  }

  @Test
  void shouldAddressItsRandomNumbersAsTheStreamDoes() {
    int[] bits = new UniformBits(200).of(RANDOM, 3, 1L << 33);
    assertArrayEquals(
        IntStream.range(0, 200).map(unit -> RANDOM.bits(3, 1L << 33, unit)).toArray(),
        Arrays.copyOf(bits, 200));
  }
}
