package dev.reverie.mixture;

import dev.reverie.data.StateRows;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;

/** The E-step: every batch is all rows, in their order, and a pass over the data. */
final class ExpectationPhase implements BatchPhase {
  private final Mixture mixture;
  private final StateRows rows;

  ExpectationPhase(Mixture mixture, StateRows rows) {
    this.mixture = mixture;
    this.rows = rows;
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
    return mixture.newSums();
  }

  @Override
  public long sumsBytes() {
    return mixture.sumsBytes();
  }

  @Override
  public int items(long batch) {
    return rows.rows();
  }

  @Override
  public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
    ((MixtureSums) into).addRows(snapshot.parameters(), rows, batch, from, to);
  }
}
