package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/** States of which some units are real numbers. */
final class RealSampler implements ClampedSampler {
  private final Rbm rbm;
  private final DenseGibbs gibbs;
  private final RandomStream visibleRandom;
  private final RandomStream hiddenRandom;
  private final int count;
  private final int stride;
  private final float[] visible;
  private final long[] steps;
  private final boolean[] held;

  RealSampler(Rbm rbm, int count, long seed) {
    this.rbm = rbm;
    this.gibbs = new DenseGibbs(rbm, rbm.view());
    this.visibleRandom = new RandomStream(seed, Purpose.SAMPLE_VISIBLE);
    this.hiddenRandom = new RandomStream(seed, Purpose.SAMPLE_HIDDEN);
    this.count = count;
    this.stride = Panels.padded(rbm.visible());
    this.visible = new float[Math.multiplyExact(count, stride)];
    this.steps = new long[count];
    this.held = new boolean[rbm.visible()];
    RandomStream start = new RandomStream(seed, Purpose.SAMPLE_START);
    float[] fields = new float[stride];
    for (int place = 0; place < count; place++) {
      DenseSide side = rbm.view().denseVisible();
      side.draw(fields, 0, null, 1f, start, place, 0, visible, place * stride);
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void hold(boolean[] units) {
    requireUnits(units.length);
    System.arraycopy(units, 0, held, 0, units.length);
  }

  @Override
  public void set(int place, float[] units, boolean heldOnly) {
    requireUnits(units.length);
    float[] values = units.clone();
    rbm.toValues(values, 0);
    for (int i = 0; i < values.length; i++) {
      if (!heldOnly || held[i]) {
        visible[place * stride + i] = values[i];
      }
    }
  }

  @Override
  public void sweep(Parameters parameters, int from, int to, long sweeps) {
    DenseScratch scratch = rbm.borrowDense();
    try {
      for (int slab = from; slab < to; slab += Slab.STATES) {
        int size = Math.min(Slab.STATES, to - slab);
        for (long sweep = 0; sweep < sweeps; sweep++) {
          sweepSlab(parameters, slab, size, scratch);
        }
      }
    } finally {
      rbm.giveBack(scratch);
    }
  }

  private void sweepSlab(Parameters parameters, int from, int size, DenseScratch s) {
    System.arraycopy(visible, from * stride, s.visible, 0, size * stride);
    gibbs.hiddenFields(parameters, size, s);
    gibbs.drawHidden(1f, size, hiddenRandom, from, steps, from, s);
    gibbs.drawVisible(parameters, 1f, size, visibleRandom, from, steps, from, s);
    for (int n = 0; n < size; n++) {
      for (int i = 0; i < held.length; i++) {
        if (!held[i]) {
          visible[(from + n) * stride + i] = s.visible[n * stride + i];
        }
      }
      steps[from + n]++;
    }
  }

  @Override
  public void show(int place, float[] out) {
    System.arraycopy(visible, place * stride, out, 0, rbm.visible());
    rbm.toStates(out, 0);
  }

  private void requireUnits(int length) {
    if (length != rbm.visible()) {
      throw new IllegalArgumentException("length=" + length + ", must be " + rbm.visible());
    }
  }
}
