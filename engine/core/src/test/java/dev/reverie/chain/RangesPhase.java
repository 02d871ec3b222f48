package dev.reverie.chain;

import dev.reverie.encoding.Fields;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Sums;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A batch phase whose sums are the list of what has been worked on; batch 666 is not finite. */
record RangesPhase(String name, int items) implements BatchPhase {
  static final int BAD_BATCH = 666;

  /** Items {@code from} to {@code to - 1} of a batch under a version. */
  record Range(long batch, int from, int to, Version version) {}

  static final class Ranges implements Sums {
    private static final int RANGE_BYTES = 28;

    final List<Range> ranges = new ArrayList<>();

    @Override
    public void clear() {
      ranges.clear();
    }

    @Override
    public void requireFinite(String phase) {
      if (ranges.stream().anyMatch(range -> range.batch() == BAD_BATCH)) {
        throw new DivergedException("sum=NaN", phase);
      }
    }

    @Override
    public int bytes() {
      return Integer.BYTES + RANGE_BYTES * ranges.size();
    }

    @Override
    public void write(ByteBuffer out) {
      out.putInt(ranges.size());
      for (Range range : ranges) {
        out.putLong(range.batch()).putInt(range.from()).putInt(range.to());
        out.putInt(range.version().epoch()).putLong(range.version().number());
      }
    }

    @Override
    public void read(ByteBuffer in) {
      clear();
      int count = Fields.readCount(in, "ranges", RANGE_BYTES);
      for (int k = 0; k < count; k++) {
        long batch = in.getLong();
        int from = in.getInt();
        int to = in.getInt();
        ranges.add(new Range(batch, from, to, new Version(in.getInt(), in.getLong())));
      }
    }
  }

  @Override
  public int sign() {
    return 1;
  }

  @Override
  public Sums newSums() {
    return new Ranges();
  }

  @Override
  public int items(long batch) {
    return items;
  }

  @Override
  public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
    ((Ranges) into).ranges.add(new Range(batch, from, to, snapshot.version()));
  }
}
