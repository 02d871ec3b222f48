package dev.reverie.rbm;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.StateRows;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;

/**
 * The negative phase of a machine with real-valued units whose chains start anew at every update,
 * as {@link FreshChainsPhase} is for bits.
 */
final class DenseFreshPhase implements BatchPhase {
  private final Rbm rbm;
  private final DenseGibbs gibbs;
  private final int steps;
  private final RandomStream visibleRandom;
  private final RandomStream hiddenRandom;
  private final RandomStream startRandom;
  private final StateRows rows;
  private final BatchSchedule schedule;
  private final int particles;

  /**
   * @param rows that chains start at; null for noise
   * @param schedule of these rows
   * @param particles that start at noise
   */
  DenseFreshPhase(
      Rbm rbm, int steps, long seed, StateRows rows, BatchSchedule schedule, int particles) {
    this.rbm = rbm;
    this.gibbs = new DenseGibbs(rbm, rbm.view());
    this.steps = steps;
    this.visibleRandom = new RandomStream(seed, Purpose.FRESH_VISIBLE);
    this.hiddenRandom = new RandomStream(seed, Purpose.FRESH_HIDDEN);
    this.startRandom = new RandomStream(seed, Purpose.FRESH_START);
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
    return rows == null ? particles : schedule.size(batch);
  }

  @Override
  public Sums newSums() {
    return RbmSums.dense(rbm);
  }

  @Override
  public long sumsBytes() {
    return RbmSums.denseBytes(rbm);
  }

  @Override
  public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
    DenseScratch scratch = rbm.borrowDense();
    try {
      for (int slab = from; slab < to; slab += Slab.STATES) {
        int size = Math.min(Slab.STATES, to - slab);
        run(snapshot.parameters(), batch, slab, size, (RbmSums) into, scratch);
      }
    } finally {
      rbm.giveBack(scratch);
    }
  }

  private void run(
      Parameters parameters, long batch, int from, int size, RbmSums into, DenseScratch s) {
    long[] numbers = new long[size];
    long firstStep = batch * (steps + 1);
    if (rows == null) {
      Arrays.fill(s.hiddenFields, 0, size * gibbs.hiddenStride(), 0f);
      Arrays.fill(numbers, batch);
      gibbs.drawHidden(1f, size, startRandom, from, numbers, 0, s);
    } else {
      DenseClampedPhase.clamp(rbm, rows, schedule, batch, from, size, s);
      Arrays.fill(numbers, firstStep);
      gibbs.hiddenFields(parameters, size, s);
      gibbs.drawHidden(1f, size, hiddenRandom, from, numbers, 0, s);
    }
    for (int step = 1; step <= steps; step++) {
      Arrays.fill(numbers, firstStep + step);
      gibbs.drawVisible(parameters, 1f, size, visibleRandom, from, numbers, 0, s);
      gibbs.hiddenFields(parameters, size, s);
      gibbs.drawHidden(1f, size, hiddenRandom, from, numbers, 0, s);
    }
    gibbs.contribute(size, into, s);
  }
}
