package dev.reverie.rbm;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Particles (v, h) of which some units are real numbers, under block Gibbs sampling as in {@link
 * RbmTile}.
 *
 * <pre>
 *  a particle as bytes    long steps taken | float per visible unit | float per hidden unit
 * </pre>
 */
final class DenseTile implements Tile {
  private static final long LOST_STEPS = 1L << 40;

  private final Rbm rbm;
  private final DenseGibbs gibbs;
  private final RandomStream visibleRandom;
  private final RandomStream hiddenRandom;
  private final RandomStream startRandom;
  private final float beta;
  private final int first;
  private final int count;
  private final float[] visible;
  private final float[] hidden;
  private final long[] steps;

  DenseTile(Rbm rbm, float beta, long seed, int first, int count) {
    this.rbm = rbm;
    this.gibbs = new DenseGibbs(rbm, rbm.chainView());
    this.beta = beta;
    this.visibleRandom = new RandomStream(seed, Purpose.CHAIN_VISIBLE);
    this.hiddenRandom = new RandomStream(seed, Purpose.CHAIN_HIDDEN);
    this.startRandom = new RandomStream(seed, Purpose.CHAIN_START);
    this.first = first;
    this.count = count;
    this.visible = new float[Math.multiplyExact(count, gibbs.visibleStride())];
    this.hidden = new float[Math.multiplyExact(count, gibbs.hiddenStride())];
    this.steps = new long[count];
  }

  static int particleBytes(Rbm rbm) {
    return Long.BYTES + Float.BYTES * (rbm.visible() + rbm.hidden());
  }

  /** Hidden units as they are without a field; the first step draws the visible ones. */
  void startAtNoise() {
    float[] fields = new float[gibbs.hiddenStride()];
    DenseSide side = rbm.view().denseHidden();
    for (int n = 0; n < count; n++) {
      int at = n * gibbs.hiddenStride();
      side.draw(fields, 0, null, 1f, startRandom, first + n, 0, hidden, at);
    }
  }

  @Override
  public int first() {
    return first;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void step(Snapshot snapshot, int from, int to, Sums into) {
    DenseScratch scratch = rbm.borrowDense();
    try {
      for (int slab = from; slab < to; slab += Slab.STATES) {
        stepSlab(snapshot, slab, Math.min(Slab.STATES, to - slab), (RbmSums) into, scratch);
      }
    } finally {
      rbm.giveBack(scratch);
    }
  }

  private void stepSlab(Snapshot snapshot, int from, int size, RbmSums into, DenseScratch s) {
    int v = gibbs.visibleStride();
    int h = gibbs.hiddenStride();
    System.arraycopy(hidden, from * h, s.hidden, 0, size * h);
    gibbs.drawVisible(
        snapshot.parameters(), beta, size, visibleRandom, first + from, steps, from, s);
    gibbs.hiddenFields(snapshot.parameters(), size, s);
    gibbs.drawHidden(beta, size, hiddenRandom, first + from, steps, from, s);
    System.arraycopy(s.visible, 0, visible, from * v, size * v);
    System.arraycopy(s.hidden, 0, hidden, from * h, size * h);
    for (int n = from; n < from + size; n++) {
      steps[n]++;
    }
    if (into != null) {
      gibbs.contribute(size, into, s);
    }
  }

  @Override
  public void skipLostSteps(int lives) {
    for (int n = 0; n < count; n++) {
      steps[n] += lives * LOST_STEPS;
    }
  }

  @Override
  public void copyFrom(Tile other) {
    requireSameParticles(other);
    DenseTile tile = (DenseTile) other;
    System.arraycopy(tile.visible, 0, visible, 0, visible.length);
    System.arraycopy(tile.hidden, 0, hidden, 0, hidden.length);
    System.arraycopy(tile.steps, 0, steps, 0, steps.length);
  }

  @Override
  public void write(int place, ByteBuffer out) {
    out.putLong(steps[place]);
    for (int i = 0; i < rbm.visible(); i++) {
      out.putFloat(visible[place * gibbs.visibleStride() + i]);
    }
    for (int j = 0; j < rbm.hidden(); j++) {
      out.putFloat(hidden[place * gibbs.hiddenStride() + j]);
    }
  }

  @Override
  public void read(int place, ByteBuffer in) {
    steps[place] = in.getLong();
    Arrays.fill(visible, place * gibbs.visibleStride(), (place + 1) * gibbs.visibleStride(), 0f);
    for (int i = 0; i < rbm.visible(); i++) {
      visible[place * gibbs.visibleStride() + i] = in.getFloat();
    }
    for (int j = 0; j < rbm.hidden(); j++) {
      hidden[place * gibbs.hiddenStride() + j] = in.getFloat();
    }
  }

  /** The sum of every other visible unit less that of the rest. */
  @Override
  public double observe(int place) {
    double balance = 0;
    for (int i = 0; i < rbm.visible(); i++) {
      float value = visible[place * gibbs.visibleStride() + i];
      balance += (i & 1) == 0 ? value : -value;
    }
    return balance;
  }

  @Override
  public void show(int place, float[] out) {
    System.arraycopy(visible, place * gibbs.visibleStride(), out, 0, rbm.visible());
    rbm.toStates(out, 0);
  }
}
