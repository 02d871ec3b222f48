package dev.reverie.rbm;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.nio.ByteBuffer;

/**
 * Particles (v, h) under block Gibbs sampling at inverse temperature beta: all visible units given
 * the hidden ones, then all hidden ones given the visible. Leaves p(v, h)^beta invariant.
 * Statistics use p(h | v) of the last step.
 */
final class RbmTile implements Tile {
  private static final long LOST_STEPS = 1L << 40;
  private static final long PROJECTION = 0x9E3779B97F4A7C15L;

  private final Rbm rbm;
  private final RandomStream visibleRandom;
  private final RandomStream hiddenRandom;
  private final float beta;
  private final int first;
  private final int count;
  private final long[] visible;
  private final long[] hidden;
  private final long[] steps;

  RbmTile(Rbm rbm, float beta, long seed, int first, int count) {
    this.rbm = rbm;
    this.beta = beta;
    this.visibleRandom = new RandomStream(seed, Purpose.CHAIN_VISIBLE);
    this.hiddenRandom = new RandomStream(seed, Purpose.CHAIN_HIDDEN);
    this.first = first;
    this.count = count;
    this.visible = new long[Math.multiplyExact(count, rbm.visibleWords())];
    this.hidden = new long[Math.multiplyExact(count, rbm.hiddenWords())];
    this.steps = new long[count];
  }

  /** Hidden units from fair coins; the first step draws the visible ones. */
  void startAtNoise(long seed) {
    RandomStream coins = new RandomStream(seed, Purpose.CHAIN_START);
    for (int n = 0; n < count; n++) {
      Noise.fill(coins, first + n, 0, rbm.hidden(), hidden, n * rbm.hiddenWords());
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
    Scratch scratch = rbm.borrow();
    try {
      for (int slab = from; slab < to; slab += Slab.STATES) {
        stepSlab(snapshot, slab, Math.min(Slab.STATES, to - slab), (RbmSums) into, scratch);
      }
    } finally {
      rbm.giveBack(scratch);
    }
  }

  private void stepSlab(Snapshot snapshot, int from, int size, RbmSums into, Scratch scratch) {
    int v = from * rbm.visibleWords();
    int h = from * rbm.hiddenWords();
    rbm.chainView()
        .visibleSide()
        .draw(
            snapshot.parameters(),
            beta,
            hidden,
            h,
            size,
            visibleRandom,
            first + from,
            steps,
            from,
            visible,
            v,
            null,
            scratch);
    rbm.chainView()
        .hiddenSide()
        .draw(
            snapshot.parameters(),
            beta,
            visible,
            v,
            size,
            hiddenRandom,
            first + from,
            steps,
            from,
            hidden,
            h,
            into == null ? null : into.next(),
            scratch);
    for (int n = from; n < from + size; n++) {
      steps[n]++;
    }
    if (into != null) {
      into.add(visible, v, size);
    }
  }

  @Override
  public void count(Snapshot snapshot, int from, int to, Sums into) {
    Scratch scratch = rbm.borrow();
    try {
      for (int slab = from; slab < to; slab += Slab.STATES) {
        countSlab(snapshot, slab, Math.min(Slab.STATES, to - slab), (RbmSums) into, scratch);
      }
    } finally {
      rbm.giveBack(scratch);
    }
  }

  private void countSlab(Snapshot snapshot, int from, int size, RbmSums into, Scratch scratch) {
    int v = from * rbm.visibleWords();
    rbm.chainView()
        .hiddenSide()
        .draw(
            snapshot.parameters(),
            beta,
            visible,
            v,
            size,
            null,
            0,
            steps,
            from,
            null,
            0,
            into.next(),
            scratch);
    into.add(visible, v, size);
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
    RbmTile tile = (RbmTile) other;
    System.arraycopy(tile.visible, 0, visible, 0, visible.length);
    System.arraycopy(tile.hidden, 0, hidden, 0, hidden.length);
    System.arraycopy(tile.steps, 0, steps, 0, steps.length);
  }

  @Override
  public void write(int place, ByteBuffer out) {
    out.putLong(steps[place]);
    for (int word = 0; word < rbm.visibleWords(); word++) {
      out.putLong(visible[place * rbm.visibleWords() + word]);
    }
    for (int word = 0; word < rbm.hiddenWords(); word++) {
      out.putLong(hidden[place * rbm.hiddenWords() + word]);
    }
  }

  @Override
  public void read(int place, ByteBuffer in) {
    steps[place] = in.getLong();
    for (int word = 0; word < rbm.visibleWords(); word++) {
      visible[place * rbm.visibleWords() + word] = in.getLong();
    }
    for (int word = 0; word < rbm.hiddenWords(); word++) {
      hidden[place * rbm.hiddenWords() + word] = in.getLong();
    }
  }

  /** Visible units on within a fixed half of them, less those of the other half. */
  @Override
  public double observe(int place) {
    return balance(visible, place * rbm.visibleWords(), rbm.visibleWords());
  }

  /** That of packed visible units. */
  static int balance(long[] visible, int offset, int words) {
    int balance = 0;
    long half = PROJECTION;
    for (int word = 0; word < words; word++) {
      long on = visible[offset + word];
      balance += 2 * Long.bitCount(on & half) - Long.bitCount(on);
      half = Long.rotateLeft(half, 29) * PROJECTION | 1;
    }
    return balance;
  }

  @Override
  public void show(int place, float[] out) {
    for (int i = 0; i < rbm.visible(); i++) {
      out[i] = visible[place * rbm.visibleWords() + (i >>> 6)] >>> i & 1;
    }
  }
}
