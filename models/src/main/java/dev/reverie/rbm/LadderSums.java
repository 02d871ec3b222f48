package dev.reverie.rbm;

import dev.reverie.tempering.Bennett;
import dev.reverie.tempering.SwapFigures;
import java.util.Arrays;
import java.util.List;

/**
 * Statistics of the states at beta 1, one a ladder, and of the swaps along the ladders: shares
 * between 0 and 1 count in units of 2^-32, so that sums are whole numbers and exact in any order.
 */
final class LadderSums implements StateSums {
  private static final double UNIT = 0x1p-32;

  private final RbmSums states;
  private final long[] accepted;
  private final long[] forward;
  private final long[] backward;
  private long roundTrips;

  LadderSums(Rbm rbm, int ladders) {
    int pairs = rbm.tempered().temperatures() - 1;
    this.states = new RbmSums(rbm, ladders);
    this.accepted = new long[pairs];
    this.forward = new long[pairs];
    this.backward = new long[pairs];
  }

  /** Bytes that sums of that many ladders take. */
  static long bytes(Rbm rbm, int ladders) {
    return RbmSums.bytes(rbm, ladders) + 3L * Long.BYTES * rbm.tempered().temperatures();
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
  }

  @Override
  public void requireFinite(String phase) {
    states.requireFinite(phase);
  }

  /**
   * Adds one pair of one ladder.
   *
   * @param lower, upper by how much log p* of the state at the lower and at the upper temperature
   *     grows from the one to the other
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

  /** What the swaps of several sums tell together. */
  static SwapFigures figures(List<LadderSums> parts, long ladders) {
    int pairs = parts.get(0).accepted.length;
    SwapFigures figures = new SwapFigures(new double[pairs], new double[pairs], new double[pairs]);
    for (int pair = 0; pair < pairs; pair++) {
      long accepted = 0;
      long forward = 0;
      long backward = 0;
      for (LadderSums part : parts) {
        accepted += part.accepted[pair];
        forward += part.forward[pair];
        backward += part.backward[pair];
      }
      figures.accepted()[pair] = accepted * UNIT / ladders;
      figures.forward()[pair] = forward * UNIT / ladders;
      figures.backward()[pair] = backward * UNIT / ladders;
    }
    return figures;
  }

  /** Round trips in several sums. */
  static long roundTrips(List<LadderSums> parts) {
    return parts.stream().mapToLong(part -> part.roundTrips).sum();
  }
}
