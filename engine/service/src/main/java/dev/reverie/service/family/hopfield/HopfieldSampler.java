package dev.reverie.service.family.hopfield;

import dev.reverie.hopfield.DenseSpins;
import dev.reverie.hopfield.Network;
import dev.reverie.ising.Descent;
import dev.reverie.ising.GibbsKernel;
import dev.reverie.ising.SpinStates;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import dev.reverie.service.family.StateSampler;
import java.util.stream.IntStream;

/**
 * States of a Hopfield network under Gibbs sampling at its temperature, or, at temperature 0, under
 * threshold updates. They start at fair coins.
 */
final class HopfieldSampler implements StateSampler {
  private final Network network;
  private final double temperature;
  private final RandomStream draws;
  private final RandomStream orders;
  private final byte[][] states;
  private final long[] steps;
  private boolean[] held;

  HopfieldSampler(Network network, double temperature, int count, long seed) {
    this.network = network;
    this.temperature = temperature;
    this.draws = new RandomStream(seed, Purpose.SAMPLE_VISIBLE);
    this.orders = new RandomStream(seed, Purpose.UPDATE_ORDER);
    this.states = new byte[count][];
    this.steps = new long[count];
    this.held = new boolean[network.units()];
    RandomStream starts = new RandomStream(seed, Purpose.SAMPLE_START);
    for (int place = 0; place < count; place++) {
      states[place] = SpinStates.random(network.units(), starts, place, 0);
    }
  }

  @Override
  public int count() {
    return states.length;
  }

  @Override
  public int visible() {
    return network.units();
  }

  @Override
  public void hold(boolean[] units) {
    held = units.clone();
  }

  @Override
  public void set(int place, float[] units, boolean heldOnly) {
    for (int i = 0; i < units.length; i++) {
      if (!heldOnly || held[i]) {
        states[place][i] = BitStates.spin(units[i]);
      }
    }
  }

  @Override
  public void sweep(int from, int to, long sweeps) {
    int[] moved = IntStream.range(0, held.length).filter(unit -> !held[unit]).toArray();
    DenseSpins spins = new DenseSpins(network);
    Descent descent = new Descent(moved, orders);
    GibbsKernel kernel = GibbsKernel.of(network.units(), moved, draws);
    GibbsKernel.Work work = kernel.newWork();
    for (int place = from; place < to; place++) {
      spins.set(states[place]);
      if (temperature == 0) {
        descent.run(spins, place, steps[place], (int) Math.min(sweeps, Integer.MAX_VALUE));
      }
      for (long sweep = 0; sweep < sweeps && temperature > 0; sweep++) {
        kernel.sweep(spins, temperature, place, steps[place] + sweep, work);
      }
      steps[place] += sweeps;
      spins.copyTo(states[place]);
    }
  }

  @Override
  public void show(int place, float[] out) {
    BitStates.show(states[place], out);
  }
}
