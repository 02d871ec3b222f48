package dev.reverie.service.family.rbm;

import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.ClampedSampler;
import dev.reverie.service.family.StateSampler;

/** States of a restricted Boltzmann machine under block Gibbs sampling. */
record RbmSampler(ClampedSampler states, Parameters parameters, int visible)
    implements StateSampler {

  @Override
  public int count() {
    return states.count();
  }

  @Override
  public void hold(boolean[] units) {
    states.hold(units);
  }

  @Override
  public void set(int place, float[] units, boolean heldOnly) {
    states.set(place, units, heldOnly);
  }

  @Override
  public void sweep(int from, int to, long sweeps) {
    states.sweep(parameters, from, to, sweeps);
  }

  @Override
  public void show(int place, float[] out) {
    states.show(place, out);
  }
}
