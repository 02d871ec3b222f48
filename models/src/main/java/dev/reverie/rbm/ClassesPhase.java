package dev.reverie.rbm;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/**
 * What discriminative learning takes off: the cases of the mini-batch, each with a class drawn from
 * p(c | v) instead of its own. With the positive phase its mean is the gradient of log p(c | v):
 * the expectation over classes is drawn and not summed, once a case, because p(h | v, c) of one
 * class costs what that of a case does, and where the machine is sure the draw has no noise.
 */
final class ClassesPhase implements BatchPhase {
  private final Rbm rbm;
  private final BinaryRows rows;
  private final BatchSchedule schedule;
  private final RandomStream random;

  ClassesPhase(Rbm rbm, BinaryRows rows, BatchSchedule schedule, long seed) {
    this.rbm = rbm;
    this.rows = rows;
    this.schedule = schedule;
    this.random = new RandomStream(seed, Purpose.CLASS);
  }

  @Override
  public String name() {
    return "classes";
  }

  @Override
  public int sign() {
    return -1;
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
      ClassScores scores = new ClassScores(rbm);
      for (int slab = from; slab < to; slab += Slab.STATES) {
        int size = Math.min(Slab.STATES, to - slab);
        ClampedPhase.clamp(rows, schedule, batch, slab, size, scratch);
        for (int n = 0; n < size; n++) {
          drawClass(snapshot, batch, slab + n, n * rbm.visibleWords(), scores, scratch.visible);
        }
        ClampedPhase.contribute(rbm, snapshot, size, (RbmSums) into, scratch);
      }
    } finally {
      rbm.giveBack(scratch);
    }
  }

  private void drawClass(
      Snapshot snapshot, long batch, int item, int at, ClassScores scores, long[] states) {
    double[] probabilities = new double[scores.classes()];
    scores.probabilities(snapshot.parameters(), states, at, probabilities);
    double left = random.uniform(item, batch, 0);
    int drawn = 0;
    while (drawn < probabilities.length - 1 && left >= probabilities[drawn]) {
      left -= probabilities[drawn++];
    }
    for (int c = 0; c < probabilities.length; c++) {
      int unit = scores.first() + c;
      long bit = 1L << unit;
      int word = at + (unit >>> 6);
      states[word] = c == drawn ? states[word] | bit : states[word] & ~bit;
    }
  }
}
