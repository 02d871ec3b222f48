package dev.reverie.service.family.mixture;

import dev.reverie.mixture.Mixture;
import dev.reverie.mixture.MixtureSampler;
import dev.reverie.service.family.StateSampler;

/** States of a mixture. A sweep draws a state anew, given the columns that are held. */
final class MixtureStates implements StateSampler {
  private static final float HALF = 0.5f;

  private final MixtureSampler sampler;
  private final Mixture mixture;
  private final float[][] states;
  private final long[] draws;
  private boolean[] held;

  MixtureStates(MixtureSampler sampler, Mixture mixture, int count) {
    this.sampler = sampler;
    this.mixture = mixture;
    this.states = new float[count][mixture.columns()];
    this.draws = new long[count];
    this.held = new boolean[mixture.columns()];
    for (int place = 0; place < count; place++) {
      sampler.draw(place, 0, states[place]);
    }
  }

  @Override
  public int count() {
    return states.length;
  }

  @Override
  public int visible() {
    return mixture.columns();
  }

  @Override
  public void hold(boolean[] units) {
    held = units.clone();
  }

  @Override
  public void set(int place, float[] units, boolean heldOnly) {
    for (int i = 0; i < units.length; i++) {
      if (!heldOnly || held[i]) {
        states[place][i] = mixture.binary() ? units[i] >= HALF ? 1 : 0 : units[i];
      }
    }
  }

  /** Draws are independent: the last one of so many sweeps is made. */
  @Override
  public void sweep(int from, int to, long sweeps) {
    for (int place = from; place < to && sweeps > 0; place++) {
      draws[place] += sweeps;
      sampler.complete(place, draws[place], held, states[place]);
    }
  }

  @Override
  public void show(int place, float[] out) {
    System.arraycopy(states[place], 0, out, 0, mixture.columns());
  }
}
