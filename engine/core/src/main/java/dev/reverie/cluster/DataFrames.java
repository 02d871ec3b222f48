package dev.reverie.cluster;

import dev.reverie.parameter.Version;
import dev.reverie.protocol.WorkerId;
import dev.reverie.transport.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What travels over a connection for data, by the type of its frame.
 *
 * <pre>
 *   host       JOIN      token                                          first of all
 *   host       PULL      epoch 4, number 8: have a newer version?       0, -1 for none yet
 *   conductor  SNAPSHOT  a snapshot                                     newest wins
 *   host       FETCH     phase 4, index 4, assignment 4
 *   conductor  TILE      phase 4, index 4, assignment 4, lives 4, states
 *   host       CHAIN, BATCH, CAPTURED   what a worker says              newest of each worker wins
 * </pre>
 *
 * Numbers are little endian.
 */
final class DataFrames {
  static final byte JOIN = 1;
  static final byte PULL = 2;
  static final byte SNAPSHOT = 3;
  static final byte FETCH = 4;
  static final byte TILE = 5;
  static final byte CHAIN = 6;
  static final byte BATCH = 7;
  static final byte CAPTURED = 8;

  private DataFrames() {}

  /** A worker's states and where they stand. */
  record TileStart(WorkerId worker, int assignment, int lives, byte[] states) {}

  static Frame join(byte[] token) {
    return new Frame(JOIN, 0, token);
  }

  static Frame pull(int epoch, long number) {
    return new Frame(PULL, 0, buffer(12).putInt(epoch).putLong(number).array());
  }

  /** Whether a snapshot is newer than what a host that pulls has. */
  static boolean isNewer(Version version, Frame pull) {
    ByteBuffer in = read(pull, 12);
    int epoch = in.getInt();
    long number = in.getLong();
    return version.epoch() > epoch || version.epoch() == epoch && version.number() > number;
  }

  static Frame fetch(WorkerId worker, int assignment) {
    return new Frame(FETCH, key(worker), put(buffer(12), worker, assignment).array());
  }

  static Frame tile(TileStart start) {
    ByteBuffer out = put(buffer(16 + start.states().length), start.worker(), start.assignment());
    return new Frame(
        TILE, key(start.worker()), out.putInt(start.lives()).put(start.states()).array());
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
