package dev.reverie.ising;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.coupling.Couplings;
import dev.reverie.coupling.Graph;
import dev.reverie.coupling.RandomGraphs;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DescentTest {
  private static final RandomStream ORDERS = new RandomStream(2, Purpose.UPDATE_ORDER);
  private static final RandomStream STARTS = new RandomStream(2, Purpose.SAMPLE_START);

  @Test
  void shouldEndWhereNoFlipLowersTheEnergyAndNeverRaiseIt() {
    Couplings couplings = RandomGraphs.gaussian(RandomGraphs.of(120, 0.2, 8), 1, 0.3, 8);
    SparseSpins spins = new SparseSpins(new WholeCouplings(couplings));
    Descent descent = new Descent(120, ORDERS);
    for (int particle = 0; particle < 50; particle++) {
      spins.set(SpinStates.random(120, STARTS, particle, 0));
      double energy = spins.energy();
      for (int pass = 0; descent.run(spins, particle, pass, 1) > 0; pass++) {
        assertTrue(spins.energy() < energy);
        energy = spins.energy();
      }
      assertTrue(Descent.isFixed(spins));
      for (int unit = 0; unit < 120; unit++) {
        spins.flip(unit);
        assertTrue(spins.energy() >= energy);
        spins.flip(unit);
      }
    }
  }

  /** Each unit of a square of alternating signs has two neighbours of either sign. */
  @Test
  void shouldKeepAStateWhereFieldsAreZero() {
    SparseSpins spins =
        new SparseSpins(new WholeCouplings(Couplings.uniform(Graph.torus(4, 4), 1)));
    byte[] stripes = new byte[16];
    for (int unit = 0; unit < 16; unit++) {
      stripes[unit] = (byte) (unit / 2 % 2 * 2 - 1);
    }
    spins.set(stripes);
    assertTrue(Descent.isFixed(spins));
    byte[] checks = new byte[16];
    for (int unit = 0; unit < 16; unit++) {
      checks[unit] = (byte) ((unit / 4 + unit % 4) % 2 * 2 - 1);
    }
    SparseSpins none = new SparseSpins(new WholeCouplings(Couplings.uniform(Graph.torus(4, 4), 0)));
    none.set(checks);
    assertEquals(0, new Descent(16, ORDERS).run(none, 0, 0, 10));
    assertTrue(Descent.isFixed(none));
    spins.set(checks);
    assertFalse(Descent.isFixed(spins));
  }

  @Test
  void shouldHoldUnitsThatAreNotMoved() {
    Couplings couplings = Couplings.uniform(Graph.complete(6), 1);
    SparseSpins spins = new SparseSpins(new WholeCouplings(couplings));
    spins.set(new byte[] {1, 1, 1, 1, -1, -1});
    assertEquals(1, new Descent(new int[] {0, 5}, ORDERS).run(spins, 0, 0, 10));
    byte[] states = new byte[6];
    spins.copyTo(states);
    assertArrayEquals(new byte[] {1, 1, 1, 1, -1, 1}, states);
  }

  @Test
  void shouldVisitEveryUnitOnceInOrdersThatDiffer() {
    Set<String> orders = new HashSet<>();
    for (int pass = 0; pass < 200; pass++) {
      StringBuilder order = new StringBuilder();
      Spins recorder = new Recorder(order);
      new Descent(4, ORDERS).run(recorder, 0, pass, 1);
      assertEquals(
          "0123",
          order
              .chars()
              .sorted()
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString());
      orders.add(order.toString());
    }
    assertEquals(24, orders.size());
  }

  /** Notes who is asked for a field. */
  private record Recorder(StringBuilder order) implements Spins {
    @Override
    public int units() {
      return 4;
    }

    @Override
    public int state(int unit) {
      return 1;
    }

    @Override
    public double field(int unit) {
      order.append(unit);
      return 1;
    }

    @Override
    public void flip(int unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public double energy() {
      return 0;
    }

    @Override
    public void set(byte[] states) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void copyTo(byte[] states) {
      throw new UnsupportedOperationException();
    }
  }
}
