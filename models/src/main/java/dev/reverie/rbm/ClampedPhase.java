package dev.reverie.rbm;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;

/** The positive phase: visible units clamped to data, hidden ones averaged out exactly. */
final class ClampedPhase implements BatchPhase {
  private final Rbm rbm;
  private final BinaryRows rows;
  private final BatchSchedule schedule;

  ClampedPhase(Rbm rbm, BinaryRows rows, BatchSchedule schedule) {
    this.rbm = rbm;
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
    return new RbmSums(rbm, 2L * schedule.size(0));
  }

  @Override
  public long sumsBytes() {
    return RbmSums.bytes(rbm, 2L * schedule.size(0));
  }

  @Override
  public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
    Scratch scratch = rbm.borrow();
    try {
      for (int slab = from; slab < to; slab += Slab.STATES) {
        int size = Math.min(Slab.STATES, to - slab);
        clamp(rows, schedule, batch, slab, size, scratch);
        contribute(rbm, snapshot, size, (RbmSums) into, scratch);
      }
    } finally {
      rbm.giveBack(scratch);
    }
  }

  /** Adds the statistics of the states in {@code scratch.visible}. */
  static void contribute(Rbm rbm, Snapshot snapshot, int size, RbmSums into, Scratch scratch) {
    rbm.view()
        .hiddenSide()
        .draw(
            snapshot.parameters(),
            1f,
            scratch.visible,
            0,
            size,
            null,
            0,
            scratch.steps,
            0,
            null,
            0,
            into.next(),
            scratch);
    into.add(scratch.visible, 0, size);
  }

  /**
   * Reads cases {@code from} to {@code from + size - 1} of a batch into {@code scratch.visible}.
   */
  static void clamp(
      BinaryRows rows, BatchSchedule schedule, long batch, int from, int size, Scratch scratch) {
    long pass = schedule.pass(batch);
    int words = scratch.visible.length / Slab.STATES;
    schedule.fill(batch, from, size, scratch.rows);
    for (int n = 0; n < size; n++) {
      rows.fill(pass, scratch.rows[n], scratch.visible, n * words);
    }
  }
}
