package dev.reverie.rbm;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;

/**
 * A negative phase whose chains start anew at every update: at the data of the positive phase's
 * mini-batch (CD-k, Hinton 2002), or at noise (maximum likelihood with burn-in).
 */
final class FreshChainsPhase implements BatchPhase {
  private final Rbm rbm;
  private final int steps;
  private final RandomStream visibleRandom;
  private final RandomStream hiddenRandom;
  private final RandomStream coins;
  private final BinaryRows rows;
  private final BatchSchedule schedule;
  private final int particles;

  /** Chains that start at the cases of the mini-batch. */
  static FreshChainsPhase atData(
      Rbm rbm, int steps, long seed, BinaryRows rows, BatchSchedule schedule) {
    return new FreshChainsPhase(rbm, steps, seed, rows, schedule, 0);
  }

  /** Chains that start at noise. */
  static FreshChainsPhase atNoise(Rbm rbm, int steps, long seed, int particles) {
    return new FreshChainsPhase(rbm, steps, seed, null, null, particles);
  }

  private FreshChainsPhase(
      Rbm rbm, int steps, long seed, BinaryRows rows, BatchSchedule schedule, int particles) {
    this.rbm = rbm;
    this.steps = steps;
    this.visibleRandom = new RandomStream(seed, Purpose.FRESH_VISIBLE);
    this.hiddenRandom = new RandomStream(seed, Purpose.FRESH_HIDDEN);
    this.coins = new RandomStream(seed, Purpose.FRESH_START);
    this.rows = rows;
    this.schedule = schedule;
    this.particles = particles;
  }

  @Override
  public String name() {
    return "negative";
  }

  @Override
  public int sign() {
    return -1;
  }

  @Override
  public int items(long batch) {
    return schedule == null ? particles : schedule.size(batch);
  }

  @Override
  public Sums newSums() {
    return new RbmSums(rbm, 2L * items(0));
  }

  @Override
  public long sumsBytes() {
    return RbmSums.bytes(rbm, 2L * items(0));
  }

  @Override
  public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
    Scratch scratch = rbm.borrow();
    try {
      for (int slab = from; slab < to; slab += Slab.STATES) {
        run(snapshot, batch, slab, Math.min(Slab.STATES, to - slab), (RbmSums) into, scratch);
      }
    } finally {
      rbm.giveBack(scratch);
    }
  }

  /**
   * Random numbers of a chain are addressed by its place in the batch and by batch * (steps + 1) +
   * step.
   */
  private void run(
      Snapshot snapshot, long batch, int from, int size, RbmSums into, Scratch scratch) {
    long firstStep = batch * (steps + 1);
    if (schedule == null) {
      for (int n = 0; n < size; n++) {
        Noise.fill(coins, from + n, batch, rbm.hidden(), scratch.hidden, n * rbm.hiddenWords());
      }
    } else {
      ClampedPhase.clamp(rows, schedule, batch, from, size, scratch);
      drawHidden(snapshot, firstStep, from, size, steps == 0, into, scratch);
    }
    for (int step = 1; step <= steps; step++) {
      drawVisible(snapshot, firstStep + step, from, size, scratch);
      drawHidden(snapshot, firstStep + step, from, size, step == steps, into, scratch);
    }
    into.add(scratch.visible, 0, size);
  }

  private void drawVisible(Snapshot snapshot, long step, int from, int size, Scratch scratch) {
    Arrays.fill(scratch.steps, step);
    rbm.view()
        .visibleSide()
        .draw(
            snapshot.parameters(),
            1f,
            scratch.hidden,
            0,
            size,
            visibleRandom,
            from,
            scratch.steps,
            0,
            scratch.visible,
            0,
            null,
            scratch);
  }

  private void drawHidden(
      Snapshot snapshot,
      long step,
      int from,
      int size,
      boolean last,
      RbmSums into,
      Scratch scratch) {
    Arrays.fill(scratch.steps, step);
    rbm.view()
        .hiddenSide()
        .draw(
            snapshot.parameters(),
            1f,
            scratch.visible,
            0,
            size,
            hiddenRandom,
            from,
            scratch.steps,
            0,
            last ? null : scratch.hidden,
            0,
            last ? into.next() : null,
            scratch);
  }
}
