package dev.reverie.hopfield;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.coupling.Couplings;
import dev.reverie.coupling.Graph;
import dev.reverie.input.InputException;
import dev.reverie.ising.Descent;
import dev.reverie.ising.GibbsKernel;
import dev.reverie.ising.SparseSpins;
import dev.reverie.ising.SpinStates;
import dev.reverie.ising.Spins;
import dev.reverie.ising.WholeCouplings;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final RandomStream RANDOM = new RandomStream(7, Purpose.GENERATED_DATA);

  private static Parameters parameters(Hopfield hopfield, double biases) {
    Parameters parameters = new Parameters(hopfield.layout());
    int units = hopfield.units();
    for (int i = 0; i < units; i++) {
      parameters.set(hopfield.biases(), 0, i, (float) (biases * RANDOM.gaussian(1, 0, i)));
      for (int j = 0; j < i; j++) {
        float value = (float) RANDOM.gaussian(0, 0, i * units + j) / 8;
        parameters.set(hopfield.couplings(), i, j, value);
        parameters.set(hopfield.couplings(), j, i, value);
      }
    }
    return parameters;
  }

  private static Couplings couplings(Hopfield hopfield, Parameters parameters) {
    Graph graph = Graph.complete(hopfield.units());
    return new Couplings(
        graph,
        IntStream.range(0, graph.edges())
            .mapToDouble(
                edge -> parameters.at(hopfield.couplings(), graph.lower(edge), graph.upper(edge)))
            .toArray(),
        IntStream.range(0, graph.units())
            .mapToDouble(unit -> parameters.at(hopfield.biases(), 0, unit))
            .toArray());
  }

  @Test
  void shouldMoveAsSparseSpinsOfTheSameCouplingsDo() {
    Hopfield hopfield = new Hopfield(70);
    Parameters parameters = parameters(hopfield, 0.5);
    Couplings couplings = couplings(hopfield, parameters);
    Spins dense = new DenseSpins(Network.of(hopfield, parameters));
    Spins sparse = new SparseSpins(new WholeCouplings(couplings));
    GibbsKernel kernel = GibbsKernel.unitByUnit(70, new RandomStream(1, Purpose.CHAIN_VISIBLE));
    GibbsKernel.Work work = kernel.newWork();
    byte[] ofDense = new byte[70];
    byte[] ofSparse = new byte[70];
    for (int step = 0; step < 500; step++) {
      kernel.sweep(dense, 1, 3, step, work);
      kernel.sweep(sparse, 1, 3, step, work);
      dense.copyTo(ofDense);
      sparse.copyTo(ofSparse);
      assertArrayEquals(ofSparse, ofDense);
      assertEquals(couplings.energy(ofSparse), dense.energy(), 1e-5);
      assertEquals(sparse.field(step % 70), dense.field(step % 70), 1e-6);
    }
  }

  @Test
  void shouldKeepFieldsAndEnergyExact() {
    Hopfield hopfield = new Hopfield(40);
    Network network = Network.of(hopfield, parameters(hopfield, 1));
    DenseSpins spins = new DenseSpins(network);
    for (int k = 0; k < 200_000; k++) {
      spins.flip(RANDOM.below(40, 3, k, 0));
    }
    byte[] states = new byte[40];
    spins.copyTo(states);
    DenseSpins anew = new DenseSpins(network);
    anew.set(states);
    assertEquals(anew.energy(), spins.energy());
    assertArrayEquals(
        IntStream.range(0, 40).mapToDouble(anew::field).toArray(),
        IntStream.range(0, 40).mapToDouble(spins::field).toArray());
  }

  /** With an even number of patterns fields of Hebb's couplings are often exactly 0. */
  @Test
  void shouldKnowTiesOfHebbsCouplingsThoughFloatsDoNot() {
    int units = 21;
    Patterns patterns = Training.patterns(4, units, 3);
    Spins spins = new DenseSpins(Training.hebbian(patterns));
    int ties = 0;
    for (int item = 0; item < 200; item++) {
      byte[] states = SpinStates.random(units, RANDOM, item, 9);
      spins.set(states);
      for (int i = 0; i < units; i++) {
        int field = 0;
        for (int pattern = 0; pattern < 4; pattern++) {
          byte[] xi = patterns.spins(pattern);
          for (int j = 0; j < units; j++) {
            field += j == i ? 0 : xi[i] * xi[j] * states[j];
          }
        }
        assertEquals((double) field / units, spins.field(i), 1e-15);
        assertEquals(field == 0, spins.field(i) == 0);
        ties += field == 0 ? 1 : 0;
      }
    }
    assertTrue(ties > 100, "ties " + ties);
  }

  /** A million updates of 2,000 units, from random states, energy looked at after each. */
  @Test
  void shouldNeverRaiseTheEnergyInAMillionUpdates() {
    Patterns patterns = Training.patterns(300, 2000, 4);
    DenseSpins spins = new DenseSpins(Training.hebbian(patterns));
    Watched watched = new Watched(spins);
    Descent descent = new Descent(2000, new RandomStream(1, Purpose.UPDATE_ORDER));
    for (int item = 0; watched.updates < 1_000_000; item++) {
      watched.set(SpinStates.random(2000, RANDOM, item, 0));
      descent.run(watched, item, 0, Integer.MAX_VALUE);
      assertTrue(Descent.isFixed(spins));
    }
    assertTrue(watched.flips > 10_000, "flips " + watched.flips);
    assertEquals(0, watched.rises);
  }

  /** The watch has power: units that all move at once, as they must not, raise the energy. */
  @Test
  void shouldSeeTheEnergyRiseWhenUnitsMoveAtOnce() {
    Hopfield hopfield = new Hopfield(100);
    DenseSpins spins = new DenseSpins(Network.of(hopfield, parameters(hopfield, 0)));
    int rises = 0;
    for (int item = 0; item < 20; item++) {
      spins.set(SpinStates.random(100, RANDOM, item, 2));
      for (int sweep = 0; sweep < 20; sweep++) {
        double energy = spins.energy();
        int[] wrong =
            IntStream.range(0, 100).filter(i -> spins.state(i) * spins.field(i) < 0).toArray();
        IntStream.of(wrong).forEach(spins::flip);
        rises += spins.energy() > energy ? 1 : 0;
      }
    }
    assertTrue(rises > 0);
  }

  /** Looks at the energy whenever a unit has been updated. */
  private static final class Watched implements Spins {
    private final Spins spins;
    private double energy;
    private long updates;
    private long flips;
    private long rises;

    Watched(Spins spins) {
      this.spins = spins;
    }

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
      updates++;
      return spins.field(unit);
    }

    @Override
    public void flip(int unit) {
      spins.flip(unit);
      flips++;
      rises += spins.energy() > energy ? 1 : 0;
      energy = spins.energy();
    }

    @Override
    public double energy() {
      return spins.energy();
    }

    @Override
    public void set(byte[] states) {
      spins.set(states);
      energy = spins.energy();
    }

    @Override
    public void copyTo(byte[] states) {
      spins.copyTo(states);
    }
  }

  @Test
  void shouldRefuseCouplingsThatAreNotSymmetricOrHaveADiagonal() {
    Hopfield hopfield = new Hopfield(3);
    Parameters parameters = new Parameters(hopfield.layout());
    parameters.set(hopfield.couplings(), 2, 0, 0.5f);
    assertEquals(
        "couplings[2,0]=0.5, must be couplings[0,2]=0.0",
        assertThrows(InputException.class, () -> Network.of(hopfield, parameters)).getMessage());
    parameters.set(hopfield.couplings(), 0, 2, 0.5f);
    assertEquals(3, Network.of(hopfield, parameters).units());
    parameters.set(hopfield.couplings(), 1, 1, 1);
    assertEquals(
        "couplings[1,1]=1.0, must be 0",
        assertThrows(InputException.class, () -> Network.of(hopfield, parameters)).getMessage());
    parameters.set(hopfield.couplings(), 1, 1, Float.NaN);
    assertThrows(DivergedException.class, () -> Network.of(hopfield, parameters));
    assertThrows(IllegalArgumentException.class, () -> new Hopfield(50_000));
  }
}
