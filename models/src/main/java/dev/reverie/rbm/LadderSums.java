package dev.reverie.rbm;

import dev.reverie.encoding.Fields;
import dev.reverie.encoding.WholeNumbers;
import dev.reverie.tempering.Bennett;
import dev.reverie.tempering.SwapFigures;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Statistics of the states of the model, one a ladder, and of the swaps along the ladders: shares
 * between 0 and 1 count in units of 2^-32, so that sums are whole numbers and exact in any order.
 *
 * <pre>
 *  as bytes    states | long ladders, newest level, round trips
 *              int pairs | accepted | forward | backward, each a byte for its width and {@link WholeNumbers}
 * </pre>
 */
final class LadderSums implements StateSums {
  private static final double UNIT = 0x1p-32;

  private final RbmSums states;
  private final long[] accepted;
  private final long[] forward;
  private final long[] backward;
  private long roundTrips;
  private long ladders;
  private long newest;

  LadderSums(Rbm rbm, int ladders) {
    int pairs = rbm.ladder().levels() - 1;
    this.states = new RbmSums(rbm, ladders);
    this.accepted = new long[pairs];
    this.forward = new long[pairs];
    this.backward = new long[pairs];
  }

  /** Bytes that sums of that many ladders take. */
  static long bytes(Rbm rbm, int ladders) {
    return RbmSums.bytes(rbm, ladders) + 3L * Long.BYTES * rbm.ladder().levels();
  }

  @Override
  public RbmSums states() {
    return states;
  }

  @Override
  public void clear() {
    states.clear();
    Arrays.fill(accepted, 0);
    Arrays.fill(forward, 0);
    Arrays.fill(backward, 0);
    roundTrips = 0;
    ladders = 0;
    newest = 0;
  }

  @Override
  public void requireFinite(String phase) {
    states.requireFinite(phase);
  }

  @Override
  public int bytes() {
    int bytes = states.bytes() + 3 * Long.BYTES + Integer.BYTES;
    for (long[] shares : shares()) {
      bytes = Math.addExact(bytes, Byte.BYTES + shares.length * WholeNumbers.width(shares));
    }
    return bytes;
  }

  private List<long[]> shares() {
    return List.of(accepted, forward, backward);
  }

  @Override
  public void write(ByteBuffer out) {
    states.write(out);
    out.putLong(ladders).putLong(newest).putLong(roundTrips).putInt(accepted.length);
    for (long[] shares : shares()) {
      int width = WholeNumbers.width(shares);
      out.put((byte) width);
      WholeNumbers.write(shares, 0, shares.length, width, out);
    }
  }

  @Override
  public void read(ByteBuffer in) {
    clear();
    states.read(in);
    ladders = Fields.readLong(in, "ladders", 0, Integer.MAX_VALUE);
    newest = Fields.readLong(in, "newest level", 0, Long.MAX_VALUE);
    roundTrips = Fields.readLong(in, "round trips", 0, Long.MAX_VALUE);
    Fields.readInt(in, "pairs", accepted.length, accepted.length);
    for (long[] shares : shares()) {
      int width = Fields.readByte(in, "width of shares", 0, Long.BYTES);
      WholeNumbers.read(in, width, shares, 0, shares.length);
    }
  }

  /**
   * Adds ladders, whose pairs {@link #addPair} adds.
   *
   * @param newestLevel of the snapshot that they moved under, the same for all since {@link #clear}
   */
  void addLadders(int count, long newestLevel) {
    ladders += count;
    newest = newestLevel;
  }

  /**
   * Adds one pair of one ladder.
   *
   * @param lower, upper by how much log p* of the state at the lower and at the upper level grows
   *     from the one to the other
   * @param logAcceptance of their swap
   * @param logRatio that is published for the pair
   */
  void addPair(int pair, double lower, double upper, double logAcceptance, double logRatio) {
    accepted[pair] += whole(StrictMath.exp(Math.min(logAcceptance, 0)));
    forward[pair] += whole(Bennett.forward(lower, logRatio));
    backward[pair] += whole(Bennett.backward(upper, logRatio));
  }

  private static long whole(double share) {
    return Math.round(share / UNIT);
  }

  /** Adds the round trips that replicas of a ladder have made since its start. */
  void addRoundTrips(long made) {
    roundTrips += made;
  }

  /**
   * What the swaps of several sums tell together; those that were made when the ladder had other
   * levels have nothing to say.
   *
   * @param newestLevel of the ladder
   */
  static Optional<SwapFigures> figures(List<LadderSums> parts, int pairs, long newestLevel) {
    List<LadderSums> asked =
        parts.stream().filter(part -> part.ladders > 0 && part.newest == newestLevel).toList();
    long ladders = asked.stream().mapToLong(part -> part.ladders).sum();
    if (ladders == 0) {
      return Optional.empty();
    }
    SwapFigures figures = new SwapFigures(new double[pairs], new double[pairs], new double[pairs]);
    for (int pair = 0; pair < pairs; pair++) {
      long accepted = 0;
      long forward = 0;
      long backward = 0;
      for (LadderSums part : asked) {
        accepted += part.accepted[pair];
        forward += part.forward[pair];
        backward += part.backward[pair];
      }
      figures.accepted()[pair] = accepted * UNIT / ladders;
      figures.forward()[pair] = forward * UNIT / ladders;
      figures.backward()[pair] = backward * UNIT / ladders;
    }
    return Optional.of(figures);
  }

  /** Round trips in several sums. */
  static long roundTrips(List<LadderSums> parts) {
    return parts.stream().mapToLong(part -> part.roundTrips).sum();
  }
}
