package dev.reverie.dbm;

import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.ClampedSampler;
import java.util.Arrays;

/**
 * States of all layers under block Gibbs sampling while some units of layer 0 are held: odd layers
 * given even ones, then even ones given odd ones.
 */
public final class DbmSampler implements ClampedSampler {
  private final int visible;
  private final int even;
  private final ClampedSampler sampler;

  /** Fair coins. */
  public DbmSampler(Dbm dbm, int count, long seed) {
    this.visible = dbm.units(0);
    this.even = dbm.rbm().visible();
    this.sampler = ClampedSampler.of(dbm.rbm(), count, seed);
  }

  @Override
  public int count() {
    return sampler.count();
  }

  @Override
  public void hold(boolean[] units) {
    requireUnits(units.length);
    sampler.hold(Arrays.copyOf(units, even));
  }

  /**
   * Sets units of layer 0, or of all even layers as a particle shows them. Where units of layer 0
   * alone are given and all of them are set, those of other even layers are off.
   */
  @Override
  public void set(int place, float[] units, boolean heldOnly) {
    if (units.length != even) {
      requireUnits(units.length);
    }
    sampler.set(place, Arrays.copyOf(units, even), heldOnly);
  }

  private void requireUnits(int length) {
    if (length != visible) {
      throw new IllegalArgumentException("length=" + length + ", must be " + visible);
    }
  }

  @Override
  public void sweep(Parameters parameters, int from, int to, long sweeps) {
    sampler.sweep(parameters, from, to, sweeps);
  }

  @Override
  public void show(int place, float[] out) {
    float[] all = new float[even];
    sampler.show(place, all);
    System.arraycopy(all, 0, out, 0, visible);
  }
}
