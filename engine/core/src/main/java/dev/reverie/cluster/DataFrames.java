package dev.reverie.cluster;

import dev.reverie.parameter.Version;
import dev.reverie.protocol.WorkerId;
import dev.reverie.transport.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * What travels over a connection for data, by the type of its frame.
 *
 * <pre>
 *   host       PULL      epoch 4, number 8, stride 4: a version newer by that?     0, -1 for none yet
 *   conductor  SNAPSHOT  a snapshot                                     newest wins
 *   host       FETCH     phase 4, index 4, assignment 4
 *   conductor  TILE      phase 4, index 4, assignment 4, lives 4, states
 *   host       CHAIN, BATCH, CAPTURED   what a worker says              newest of each worker wins
 * </pre>
 *
 * Numbers are little endian.
 */
final class DataFrames {
  static final byte PULL = 1;
  static final byte SNAPSHOT = 2;
  static final byte FETCH = 3;
  static final byte TILE = 4;
  static final byte CHAIN = 5;
  static final byte BATCH = 6;
  static final byte CAPTURED = 7;

  private DataFrames() {}

  /** A worker's states and where they stand. */
  record TileStart(WorkerId worker, int assignment, int lives, byte[] states) {}

  /**
   * A host asks for a snapshot.
   *
   * @param have what it has; empty for none yet
   * @param stride versions that another one has to be newer, at least 1
   */
  record Pull(Optional<Version> have, int stride) {
    boolean isMetBy(Version newest) {
      return have.isEmpty() || newest.number() - have.get().number() >= stride;
    }
  }

  /**
   * Asks for a snapshot newer than that by a stride.
   *
   * @param have null for none yet
   */
  static Frame pull(Version have, int stride) {
    ByteBuffer out = buffer(16);
    if (have == null) {
      out.putInt(0).putLong(-1);
    } else {
      out.putInt(have.epoch()).putLong(have.number());
    }
    return new Frame(PULL, 0, out.putInt(stride).array());
  }

  static Pull pulled(Frame frame) {
    ByteBuffer in = read(frame, 16);
    int epoch = in.getInt();
    long number = in.getLong();
    int stride = in.getInt();
    return new Pull(
        number < 0 ? Optional.empty() : Optional.of(new Version(epoch, number)), stride);
  }

  static Frame fetch(WorkerId worker, int assignment) {
    return new Frame(FETCH, key(worker), put(buffer(12), worker, assignment).array());
  }

  static Frame tile(TileStart start) {
    ByteBuffer out = put(buffer(16 + start.states().length), start.worker(), start.assignment());
    return new Frame(
        TILE, key(start.worker()), out.putInt(start.lives()).put(start.states()).array());
  }

  /**
   * A frame from a conductor.
   *
   * @throws IllegalArgumentException when a conductor does not send such ones
   */
  static Frame requireForHosts(Frame frame) {
    if (frame.type() == TILE) {
      tile(frame);
    } else if (frame.type() != SNAPSHOT) {
      throw new IllegalArgumentException(
          "frame.type=" + frame.type() + ", must be one that the conductor sends");
    }
    return frame;
  }

  /** What a FETCH asks for: a start without states. */
  static TileStart fetched(Frame frame) {
    ByteBuffer in = read(frame, 12);
    return new TileStart(new WorkerId(in.getInt(), in.getInt()), in.getInt(), 0, new byte[0]);
  }

  static TileStart tile(Frame frame) {
    ByteBuffer in = read(frame, 16);
    return new TileStart(
        new WorkerId(in.getInt(), in.getInt()),
        in.getInt(),
        in.getInt(),
        Arrays.copyOfRange(frame.payload(), 16, frame.payload().length));
  }

  static long key(WorkerId worker) {
    return ((long) worker.phase() << 32) ^ worker.index();
  }

  private static ByteBuffer put(ByteBuffer out, WorkerId worker, int assignment) {
    return out.putInt(worker.phase()).putInt(worker.index()).putInt(assignment);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer read(Frame frame, int least) {
    if (frame.payload().length < least) {
      throw new IllegalArgumentException(
          "frame.type="
              + frame.type()
              + " has "
              + frame.payload().length
              + " bytes, must have at least "
              + least);
    }
    return ByteBuffer.wrap(frame.payload()).order(ByteOrder.LITTLE_ENDIAN);
  }
}
