package dev.reverie.ising;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.coupling.Couplings;
import dev.reverie.coupling.Graph;
import dev.reverie.coupling.RandomGraphs;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import org.junit.jupiter.api.Test;

class SparseSpinsTest {
  private static final RandomStream RANDOM = new RandomStream(1, Purpose.SAMPLE_START);

  /** Flip by flip, exactly: nothing is lost in a million updates. */
  @Test
  void shouldKeepFieldsAndEnergyExactOverAMillionFlips() {
    Couplings couplings = RandomGraphs.gaussian(RandomGraphs.of(50, 0.3, 1), 1, 1, 6);
    WholeCouplings whole = new WholeCouplings(couplings);
    SparseSpins spins = new SparseSpins(whole);
    for (int k = 0; k < 1_000_000; k++) {
      spins.flip(RANDOM.below(50, 0, k, 0));
    }
    byte[] states = new byte[50];
    spins.copyTo(states);
    SparseSpins anew = new SparseSpins(whole);
    anew.set(states);
    assertEquals(anew.energy(), spins.energy());
    for (int unit = 0; unit < 50; unit++) {
      assertEquals(anew.field(unit), spins.field(unit));
    }
    assertEquals(couplings.energy(states), spins.energy(), 1e-12 * Math.abs(spins.energy()));
  }

  @Test
  void shouldTellWholeEnergiesAndFieldsExactly() {
    Couplings couplings = Couplings.uniform(Graph.torus(4, 5), -3);
    SparseSpins spins = new SparseSpins(new WholeCouplings(couplings));
    assertEquals(120, spins.energy());
    assertEquals(12, spins.field(7));
    spins.flip(7);
    assertEquals(120 - 24, spins.energy());
    assertEquals(12, spins.field(7));
    assertEquals(6, spins.field(8));
    assertEquals(1, spins.state(7));
  }

  @Test
  void shouldHoldCouplingsOfAnySize() {
    for (double size : new double[] {1e-9, 1, 1e15}) {
      Couplings couplings = RandomGraphs.gaussian(Graph.complete(6), size / 8, size / 8, 4);
      SparseSpins spins = new SparseSpins(new WholeCouplings(couplings));
      byte[] states = SpinStates.random(6, RANDOM, 0, 0);
      spins.set(states);
      assertEquals(couplings.energy(states), spins.energy(), 1e-14 * size);
    }
    SparseSpins none = new SparseSpins(new WholeCouplings(Couplings.uniform(Graph.torus(3, 3), 0)));
    assertEquals(0, none.energy());
    assertEquals(0, none.field(2));
  }

  @Test
  void shouldRefuseStatesThatAreNone() {
    SparseSpins spins =
        new SparseSpins(new WholeCouplings(Couplings.uniform(Graph.complete(2), 1)));
    assertThrows(IllegalArgumentException.class, () -> spins.set(new byte[] {1}));
    assertThrows(IllegalArgumentException.class, () -> spins.set(new byte[] {1, 0}));
  }

  @Test
  void shouldDrawFairCoins() {
    long sum = 0;
    for (int item = 0; item < 1000; item++) {
      byte[] states = SpinStates.random(100, RANDOM, item, 1);
      for (byte state : states) {
        assertEquals(1, state * state);
        sum += state;
      }
    }
    assertTrue(Math.abs(sum) < 5 * Math.sqrt(100_000), "sum " + sum);
    assertEquals(0.5, SpinStates.overlap(new byte[] {1, 1, -1, 1}, new byte[] {1, 1, -1, -1}));
  }
}
