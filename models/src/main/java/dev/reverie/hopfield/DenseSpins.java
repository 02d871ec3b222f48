package dev.reverie.hopfield;

import dev.reverie.ising.SpinStates;
import dev.reverie.ising.Spins;
import java.util.Arrays;

/** States of a network. A flip costs one pass over the unit's couplings, an update nothing else. */
public final class DenseSpins implements Spins {
  private final Network network;
  private final byte[] states;
  private final int[] fields;
  private long energy;

  /** All units are -1. */
  public DenseSpins(Network network) {
    this.network = network;
    this.states = new byte[network.units()];
    this.fields = new int[states.length];
    Arrays.fill(states, (byte) -1);
    refresh();
  }

  /** E = - sum of s_i (f_i + b_i) / 2, in which each pair comes twice. */
  private void refresh() {
    network.fields(states, fields);
    long twice = 0;
    for (int i = 0; i < states.length; i++) {
      twice -= states[i] * ((long) fields[i] + network.bias(i));
    }
    energy = twice / 2;
  }

  @Override
  public int units() {
    return states.length;
  }

  @Override
  public int state(int unit) {
    return states[unit];
  }

  @Override
  public double field(int unit) {
    return fields[unit] * network.unit();
  }

  @Override
  public void flip(int unit) {
    energy += 2L * states[unit] * fields[unit];
    states[unit] = (byte) -states[unit];
    network.spread(unit, states[unit] > 0, fields);
  }

  @Override
  public double energy() {
    return energy * network.unit();
  }

  @Override
  public void set(byte[] from) {
    SpinStates.require(from, states.length);
    System.arraycopy(from, 0, states, 0, states.length);
    refresh();
  }

  @Override
  public void copyTo(byte[] into) {
    System.arraycopy(states, 0, into, 0, states.length);
  }
}
