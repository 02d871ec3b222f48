package dev.reverie.simulation;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;

/** A batch phase whose work and sums are watched. */
record WatchedBatches(BatchPhase inner, int place, Observer observer) implements BatchPhase {
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
    observer.madeSums(place);
    return new WatchedSums(inner.newSums());
  }

  @Override
  public int items(long batch) {
    return inner.items(batch);
  }

  @Override
  public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
    observer.reads(snapshot);
    int end = observer.failsAt(from, to);
    inner.contribute(snapshot, batch, from, end, ((WatchedSums) into).inner());
    if (end < to) {
      throw new InjectedFailure();
    }
    ((WatchedSums) into).add(new WatchedSums.Slice(batch, from, to, snapshot.version()));
  }
}
