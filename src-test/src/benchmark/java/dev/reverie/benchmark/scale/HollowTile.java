package dev.reverie.benchmark.scale;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import java.nio.ByteBuffer;

/** Particles that do not move, and states that are nothing but bytes. */
final class HollowTile implements Tile {
  private final int first;
  private final int count;
  private final int stateBytes;
  private final HollowObjective.Labour labour;

  HollowTile(int first, int count, int stateBytes, HollowObjective.Labour labour) {
    this.first = first;
    this.count = count;
    this.stateBytes = stateBytes;
    this.labour = labour;
  }

  @Override
  public int first() {
    return first;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void step(Snapshot snapshot, int from, int to, Sums into) {
    labour.step(to - from, into != null);
    if (into != null) {
      ((HollowSums) into).add(to - from);
    }
  }

  @Override
  public void count(Snapshot snapshot, int from, int to, Sums into) {
    labour.count(to - from);
    ((HollowSums) into).add(to - from);
  }

  @Override
  public void skipLostSteps(int lives) {}

  @Override
  public void copyFrom(Tile other) {}

  @Override
  public void write(int place, ByteBuffer out) {
    out.put(new byte[stateBytes]);
  }

  @Override
  public void read(int place, ByteBuffer in) {
    in.get(new byte[stateBytes]);
  }

  @Override
  public double observe(int place) {
    return 0;
  }

  @Override
  public void show(int place, float[] out) {}
}
