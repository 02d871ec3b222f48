package dev.reverie.benchmark.scale;

import dev.reverie.phase.Sums;
import java.nio.ByteBuffer;

/** Sums of nothing that take as many bytes as real ones. */
final class HollowSums implements Sums {
  private final int bytesPerState;
  private int states;

  HollowSums(int bytesPerState) {
    this.bytesPerState = bytesPerState;
  }

  void add(int more) {
    states += more;
  }

  @Override
  public void clear() {
    states = 0;
  }

  @Override
  public void requireFinite(String phase) {}

  @Override
  public int bytes() {
    return Integer.BYTES + states * bytesPerState;
  }

  @Override
  public void write(ByteBuffer out) {
    out.putInt(states).put(new byte[states * bytesPerState]);
  }

  @Override
  public void read(ByteBuffer in) {
    states = in.getInt();
    in.get(new byte[states * bytesPerState]);
  }
}
