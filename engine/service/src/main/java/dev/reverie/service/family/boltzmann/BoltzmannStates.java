package dev.reverie.service.family.boltzmann;

import dev.reverie.boltzmann.BoltzmannSampler;
import dev.reverie.service.family.StateSampler;

/** States of a Boltzmann machine under Gibbs sweeps. */
record BoltzmannStates(BoltzmannSampler states, int visible) implements StateSampler {

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
    states.sweep(from, to, sweeps);
  }

  @Override
  public void show(int place, float[] out) {
    states.show(place, out);
  }
}
