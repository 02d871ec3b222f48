package dev.reverie.dbm;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;
import dev.reverie.rbm.RbmSums;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The positive phase: visible units clamped to data, hidden ones at the means of a mean field. */
final class MeanFieldPhase implements BatchPhase {
  private final Dbm dbm;
  private final MeanField field;
  private final BinaryRows rows;
  private final BatchSchedule schedule;
  private final ConcurrentLinkedQueue<MeanFieldScratch> scratch = new ConcurrentLinkedQueue<>();

  MeanFieldPhase(Dbm dbm, BinaryRows rows, BatchSchedule schedule, MeanFieldStop stop) {
    this.dbm = dbm;
    this.field = new MeanField(dbm, stop);
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
    return RbmSums.ofMeans(dbm.rbm(), 2L * schedule.size(0));
  }

  @Override
  public long sumsBytes() {
    return RbmSums.meanBytes(dbm.rbm(), 2L * schedule.size(0));
  }

  @Override
  public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
    MeanFieldScratch free = scratch.poll();
    MeanFieldScratch mine = free == null ? new MeanFieldScratch(dbm) : free;
    long pass = schedule.pass(batch);
    for (int first = from; first < to; first += MeanFieldScratch.EXAMPLES) {
      int count = Math.min(MeanFieldScratch.EXAMPLES, to - first);
      schedule.fill(batch, first, count, mine.rows);
      for (int n = 0; n < count; n++) {
        rows.fill(pass, mine.rows[n], mine.bits, n * mine.words);
      }
      field.run(snapshot.parameters(), count, mine);
      ((RbmSums) into)
          .addMeans(mine.bits, mine.words, mine.thresholds[0], mine.thresholds[1], count);
    }
    scratch.add(mine);
  }
}
