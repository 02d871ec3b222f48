package dev.reverie.simulation;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import java.nio.ByteBuffer;

/** A tile whose steps are seen, and may fail halfway. */
final class WatchedTile implements Tile {
  private final Tile inner;
  private final Observer observer;

  WatchedTile(Tile inner, Observer observer) {
    this.inner = inner;
    this.observer = observer;
  }

  @Override
  public int first() {
    return inner.first();
  }

  @Override
  public int count() {
    return inner.count();
  }

  @Override
  public void step(Snapshot snapshot, int from, int to, Sums into) {
    observer.reads(snapshot);
    int end = observer.failsAt(from, to);
    if (inner instanceof CountingTile counting) {
      for (int n = from; n < end; n++) {
        observer.steps(snapshot, first() + n, counting.steps(n));
      }
    }
    inner.step(snapshot, from, end, into == null ? null : ((WatchedSums) into).inner());
    if (end < to) {
      throw new InjectedFailure();
    }
    observer.sweeps(first() + from, first() + to);
    if (into != null) {
      ((WatchedSums) into)
          .add(new WatchedSums.Slice(0, first() + from, first() + to, snapshot.version()));
    }
  }

  @Override
  public void count(Snapshot snapshot, int from, int to, Sums into) {
    observer.reads(snapshot);
    inner.count(snapshot, from, to, ((WatchedSums) into).inner());
    ((WatchedSums) into)
        .add(new WatchedSums.Slice(0, first() + from, first() + to, snapshot.version()));
  }

  @Override
  public void skipLostSteps(int lives) {
    inner.skipLostSteps(lives);
  }

  @Override
  public void copyFrom(Tile other) {
    inner.copyFrom(((WatchedTile) other).inner);
  }

  @Override
  public void write(int place, ByteBuffer out) {
    inner.write(place, out);
  }

  @Override
  public void read(int place, ByteBuffer in) {
    inner.read(place, in);
  }

  @Override
  public double observe(int place) {
    return inner.observe(place);
  }

  @Override
  public void show(int place, float[] out) {
    inner.show(place, out);
  }
}
