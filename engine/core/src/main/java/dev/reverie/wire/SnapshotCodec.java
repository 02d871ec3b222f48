package dev.reverie.wire;

import dev.reverie.encoding.Fields;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Objective;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Snapshots as bytes: what is learned and published, and what is frozen. Derived blocks are derived
 * again where they are read, which gives the same bits.
 *
 * <pre>
 *  int epoch | long number | int digest of the layout | parameters
 *
 *  parameters    every block that is not derived, row after row, 4 bytes a number
 *                for every place of frozen parameters: byte 0, or byte 1 | parameters
 * </pre>
 *
 * The whole is sealed with a version and a checksum.
 */
public final class SnapshotCodec {
  private static final int HEADER_BYTES = 2 * Integer.BYTES + Long.BYTES;

  /** Columns that lie together in every storage, from a multiple of it on. */
  private static final int RUN = 64;

  private SnapshotCodec() {}

  /** Writes a snapshot, on which there has to be a lease. */
  public static byte[] encode(Snapshot snapshot) {
    Parameters parameters = snapshot.parameters();
    Version version = snapshot.version();
    return Sealed.seal(
        Sealed.SNAPSHOT,
        HEADER_BYTES + bytes(parameters),
        out -> {
          out.putInt(version.epoch()).putLong(version.number());
          out.putInt(digest(parameters.layout()));
          write(parameters, out);
        });
  }

  private static long bytes(Parameters parameters) {
    long bytes = blockBytes(parameters.layout()) + parameters.layout().frozen().size();
    for (int place = 0; place < parameters.layout().frozen().size(); place++) {
      bytes += parameters.frozen(place) == null ? 0 : bytes(parameters.frozen(place));
    }
    return bytes;
  }

  private static long blockBytes(Layout layout) {
    return layout.blocks().stream()
        .filter(block -> block.role() != Role.DERIVED)
        .mapToLong(block -> (long) Float.BYTES * block.size())
        .sum();
  }

  private static void write(Parameters parameters, ByteBuffer out) {
    Layout layout = parameters.layout();
    FloatBuffer numbers = out.asFloatBuffer();
    for (Block block : layout.blocks()) {
      if (block.role() != Role.DERIVED) {
        forRuns(block, (at, length) -> numbers.put(parameters.values(), at, length));
      }
    }
    out.position(out.position() + (int) blockBytes(layout));
    for (int place = 0; place < layout.frozen().size(); place++) {
      Parameters frozen = parameters.frozen(place);
      Fields.writeFlag(out, frozen != null);
      if (frozen != null) {
        write(frozen, out);
      }
    }
  }

  /**
   * Reads a snapshot into a buffer and derives the rest.
   *
   * @param buffer of the objective's layout; what was there does not matter
   * @throws IllegalArgumentException with one line that says what is wrong with the bytes; the
   *     buffer then holds anything
   */
  public static Snapshot decode(byte[] bytes, Objective objective, Parameters buffer) {
    ByteBuffer in = Sealed.open(bytes, Sealed.SNAPSHOT);
    int epoch = Fields.readInt(in, "epoch", 0, Integer.MAX_VALUE);
    long number = Fields.readLong(in, "number", 0, Long.MAX_VALUE);
    int own = digest(buffer.layout());
    Fields.requireLeft(in, "layout", Integer.BYTES);
    int layout = in.getInt();
    if (layout != own) {
      throw new IllegalArgumentException(
          "layout="
              + Integer.toHexString(layout)
              + ", must be "
              + Integer.toHexString(own)
              + ", that of this node's model");
    }
    read(in, buffer);
    Fields.requireEnd(in, "the snapshot");
    objective.derive(buffer);
    return new Snapshot(new Version(epoch, number), buffer);
  }

  private static void read(ByteBuffer in, Parameters into) {
    Layout layout = into.layout();
    long bytes = blockBytes(layout);
    Fields.requireLeft(in, "parameters", bytes);
    FloatBuffer numbers = in.asFloatBuffer();
    for (Block block : layout.blocks()) {
      if (block.role() != Role.DERIVED) {
        clearPadding(block, into);
        forRuns(block, (at, length) -> numbers.get(into.values(), at, length));
      }
    }
    in.position(in.position() + (int) bytes);
    for (int place = 0; place < layout.frozen().size(); place++) {
      into.setFrozen(place, readFrozen(in, layout.frozen().get(place)));
    }
  }

  private static Parameters readFrozen(ByteBuffer in, Layout.Frozen place) {
    if (!Fields.readFlag(in, place.name())) {
      return null;
    }
    Fields.requireLeft(in, place.name(), blockBytes(place.layout()));
    Parameters frozen = new Parameters(place.layout());
    read(in, frozen);
    return frozen;
  }

  private static void clearPadding(Block block, Parameters parameters) {
    if (block.length() > block.size()) {
      int from = block.offset();
      Arrays.fill(parameters.values(), from, from + block.length(), 0f);
    }
  }

  private interface Run {
    void at(int place, int length);
  }

  /** Row after row, the places of numbers that lie together. */
  private static void forRuns(Block block, Run run) {
    for (int row = 0; row < block.rows(); row++) {
      for (int column = 0; column < block.columns(); column += RUN) {
        run.at(block.index(row, column), Math.min(RUN, block.columns() - column));
      }
    }
  }

  /** Of names and shapes: numbers of another model are not taken for those of this one. */
  private static int digest(Layout layout) {
    CRC32C digest = new CRC32C();
    add(layout, digest);
    return (int) digest.getValue();
  }

  private static void add(Layout layout, CRC32C digest) {
    for (Block block : layout.blocks()) {
      if (block.role() != Role.DERIVED) {
        add(block.name() + " " + block.rows() + " x " + block.columns() + "\n", digest);
      }
    }
    for (Layout.Frozen frozen : layout.frozen()) {
      add(frozen.name() + " {\n", digest);
      add(frozen.layout(), digest);
      add("}\n", digest);
    }
  }

  private static void add(String line, CRC32C digest) {
    digest.update(line.getBytes(StandardCharsets.UTF_8));
  }
}
