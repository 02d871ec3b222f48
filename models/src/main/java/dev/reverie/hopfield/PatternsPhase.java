package dev.reverie.hopfield;

import dev.reverie.data.BatchSchedule;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;

/** The positive phase: the patterns of a mini-batch, or all of them. */
final class PatternsPhase implements BatchPhase {
  private final Hopfield hopfield;
  private final Patterns patterns;
  private final BatchSchedule batches;

  PatternsPhase(Hopfield hopfield, Patterns patterns, BatchSchedule batches) {
    this.hopfield = hopfield;
    this.patterns = patterns;
    this.batches = batches;
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
  public Sums newSums() {
    return new StateSums(hopfield.words());
  }

  @Override
  public long sumsBytes() {
    return (long) batches.size(0) * hopfield.words() * Long.BYTES;
  }

  @Override
  public int items(long batch) {
    return batches.size(batch);
  }

  @Override
  public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
    int[] rows = new int[to - from];
    batches.fill(batch, from, rows.length, rows);
    for (int row : rows) {
      patterns.addTo((StateSums) into, row);
    }
  }
}
