package dev.reverie.service.family.dbm;

import dev.reverie.dbm.DbmSampler;
import dev.reverie.parameter.Parameters;
import dev.reverie.service.family.StateSampler;

/** States of a deep machine under block Gibbs sampling. */
record DbmStates(DbmSampler states, Parameters parameters, int visible) implements StateSampler {

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
