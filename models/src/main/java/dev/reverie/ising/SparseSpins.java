package dev.reverie.ising;

import java.util.Arrays;

/** States on a sparse graph. A flip costs as many additions as the unit has neighbours. */
public final class SparseSpins implements Spins {
  private final WholeCouplings couplings;
  private final byte[] states;
  private final long[] fields;
  private long energy;

  /** All units are -1. */
  public SparseSpins(WholeCouplings couplings) {
    this.couplings = couplings;
    this.states = new byte[couplings.graph().units()];
    this.fields = new long[states.length];
    Arrays.fill(states, (byte) -1);
    refresh();
  }

  /** E = - sum of s_i (f_i + b_i) / 2, in which each pair comes twice. */
  private void refresh() {
    long twice = 0;
    for (int i = 0; i < states.length; i++) {
      fields[i] = couplings.field(i, states);
      twice -= states[i] * (fields[i] + couplings.bias(i));
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
    return fields[unit] * couplings.unit();
  }

  @Override
  public void flip(int unit) {
    energy += 2 * states[unit] * fields[unit];
    states[unit] = (byte) -states[unit];
    couplings.spread(unit, 2 * states[unit], fields);
  }

  @Override
  public double energy() {
    return energy * couplings.unit();
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
