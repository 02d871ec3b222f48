package dev.reverie.engine;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;

/** A batch phase that calls hooks. */
record HookedBatches(BatchPhase inner, Hooks hooks) implements BatchPhase {
  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public int sign() {
    return inner.sign();
  }

  @Override
  public Sums newSums() {
    return inner.newSums();
  }

  @Override
  public int items(long batch) {
    return inner.items(batch);
  }

  @Override
  public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
    hooks.contributing(snapshot, batch);
    inner.contribute(snapshot, batch, from, to, into);
  }
}
