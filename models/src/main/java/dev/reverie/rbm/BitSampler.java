package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/** States of bits. */
final class BitSampler implements ClampedSampler {
  private final Rbm rbm;
  private final RandomStream visibleRandom;
  private final RandomStream hiddenRandom;
  private final int count;
  private final int words;
  private final long[] visible;
  private final long[] hidden;
  private final long[] steps;
  private final long[] held;

  BitSampler(Rbm rbm, int count, long seed) {
    this.rbm = rbm;
    this.visibleRandom = new RandomStream(seed, Purpose.SAMPLE_VISIBLE);
    this.hiddenRandom = new RandomStream(seed, Purpose.SAMPLE_HIDDEN);
    this.count = count;
    this.words = rbm.visibleWords();
    this.visible = new long[Math.multiplyExact(count, words)];
    this.hidden = new long[Math.multiplyExact(count, rbm.hiddenWords())];
    this.steps = new long[count];
    this.held = new long[words];
    RandomStream coins = new RandomStream(seed, Purpose.SAMPLE_START);
    for (int place = 0; place < count; place++) {
      Noise.fill(coins, place, 0, rbm.visible(), visible, place * words);
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void hold(boolean[] units) {
    requireUnits(units.length);
    for (int unit = 0; unit < units.length; unit++) {
      put(held, 0, unit, units[unit]);
    }
  }

  @Override
  public void set(int place, float[] units, boolean heldOnly) {
    requireUnits(units.length);
    for (int unit = 0; unit < units.length; unit++) {
      if (!heldOnly || (held[unit >>> 6] >>> unit & 1) != 0) {
        put(visible, place * words, unit, units[unit] >= 0.5f);
      }
    }
  }

  @Override
  public void sweep(Parameters parameters, int from, int to, long sweeps) {
    Scratch scratch = rbm.borrow();
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

  private void sweepSlab(Parameters parameters, int from, int size, Scratch scratch) {
    int v = from * words;
    int h = from * rbm.hiddenWords();
    rbm.view()
        .hiddenSide()
        .draw(
            parameters,
            1f,
            visible,
            v,
            size,
            hiddenRandom,
            from,
            steps,
            from,
            hidden,
            h,
            null,
            scratch);
    long[] drawn = scratch.visible;
    rbm.view()
        .visibleSide()
        .draw(
            parameters,
            1f,
            hidden,
            h,
            size,
            visibleRandom,
            from,
            steps,
            from,
            drawn,
            0,
            null,
            scratch);
    for (int word = 0; word < size * words; word++) {
      long mask = held[word % words];
      visible[v + word] = visible[v + word] & mask | drawn[word] & ~mask;
    }
    for (int place = from; place < from + size; place++) {
      steps[place]++;
    }
  }

  @Override
  public void show(int place, float[] out) {
    for (int unit = 0; unit < rbm.visible(); unit++) {
      out[unit] = visible[place * words + (unit >>> 6)] >>> unit & 1;
    }
  }

  private static void put(long[] bits, int offset, int unit, boolean on) {
    long bit = 1L << unit;
    bits[offset + (unit >>> 6)] &= ~bit;
    bits[offset + (unit >>> 6)] |= on ? bit : 0;
  }

  private void requireUnits(int length) {
    if (length != rbm.visible()) {
      throw new IllegalArgumentException("length=" + length + ", must be " + rbm.visible());
    }
  }
}
