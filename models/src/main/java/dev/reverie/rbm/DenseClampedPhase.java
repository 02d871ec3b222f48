package dev.reverie.rbm;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.StateRows;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;

/** The positive phase of a machine with real-valued units. */
final class DenseClampedPhase implements BatchPhase {
  private final Rbm rbm;
  private final DenseGibbs gibbs;
  private final StateRows rows;
  private final BatchSchedule schedule;

  DenseClampedPhase(Rbm rbm, StateRows rows, BatchSchedule schedule) {
    this.rbm = rbm;
    this.gibbs = new DenseGibbs(rbm, rbm.view());
    this.rows = rows;
    this.schedule = schedule;
  }

  @Override
  public String name() {
    return "positive";
  }

  @Override
  public int sign() {
    return 1;
  }

  @Override
  public int items(long batch) {
    return schedule.size(batch);
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
        clamp(rbm, rows, schedule, batch, slab, size, scratch);
        gibbs.hiddenFields(snapshot.parameters(), size, scratch);
        gibbs.contribute(size, (RbmSums) into, scratch);
      }
    } finally {
      rbm.giveBack(scratch);
    }
  }

  /** Reads cases of a batch into {@code scratch.visible}, as values of the units. */
  static void clamp(
      Rbm rbm,
      StateRows rows,
      BatchSchedule schedule,
      long batch,
      int from,
      int size,
      DenseScratch scratch) {
    int stride = scratch.visible.length / Slab.STATES;
    int[] members = new int[size];
    schedule.fill(batch, from, size, members);
    for (int n = 0; n < size; n++) {
      rows.values(schedule.pass(batch), members[n], scratch.visible, n * stride);
      rbm.toValues(scratch.visible, n * stride);
    }
  }
}
