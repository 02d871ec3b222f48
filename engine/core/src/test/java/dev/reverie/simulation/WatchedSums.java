package dev.reverie.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.encoding.Fields;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Sums;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Sums that know what has been added to them. */
public final class WatchedSums implements Sums {
  private static final int SLICE_BYTES = 28;

  private final Sums inner;
  private final List<Slice> slices = new ArrayList<>();

  /**
   * Something that was added: particles or items {@code from} to {@code to - 1} under a version.
   *
   * @param batch 0 for particles
   */
  record Slice(long batch, int from, int to, Version version) {
    int size() {
      return to - from;
    }
  }

  WatchedSums(Sums inner) {
    this.inner = inner;
  }

  Sums inner() {
    return inner;
  }

  void add(Slice slice) {
    slices.add(slice);
  }

  /** A copy of what has been added. */
  List<Slice> slices() {
    return List.copyOf(slices);
  }

  /** All that was added as one; it must lie together and be of one version. */
  Slice whole() {
    Slice whole = slices.get(0);
    for (Slice next : slices.subList(1, slices.size())) {
      assertEquals(
          new Slice(whole.batch(), whole.to(), next.to(), whole.version()),
          next,
          () -> "not of one piece: " + slices);
      whole = new Slice(whole.batch(), whole.from(), next.to(), whole.version());
    }
    return whole;
  }

  boolean isEmpty() {
    return slices.isEmpty();
  }

  @Override
  public void clear() {
    inner.clear();
    slices.clear();
  }

  @Override
  public void requireFinite(String phase) {
    inner.requireFinite(phase);
  }

  @Override
  public int bytes() {
    return Integer.BYTES + SLICE_BYTES * slices.size() + inner.bytes();
  }

  @Override
  public void write(ByteBuffer out) {
    out.putInt(slices.size());
    for (Slice slice : slices) {
      out.putLong(slice.batch()).putInt(slice.from()).putInt(slice.to());
      out.putInt(slice.version().epoch()).putLong(slice.version().number());
    }
    inner.write(out);
  }

  @Override
  public void read(ByteBuffer in) {
    clear();
    int count = Fields.readCount(in, "slices", SLICE_BYTES);
    for (int k = 0; k < count; k++) {
      long batch = in.getLong();
      int from = in.getInt();
      int to = in.getInt();
      slices.add(new Slice(batch, from, to, new Version(in.getInt(), in.getLong())));
    }
    inner.read(in);
  }
}
