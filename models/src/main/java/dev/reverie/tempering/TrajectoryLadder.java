package dev.reverie.tempering;

import java.util.stream.IntStream;

/**
 * Which earlier parameters of a training are levels of its ladders, and what is known of their
 * neighbouring pairs. Each level lies at a place of its own, the base at place 0, until it is
 * dropped; along the ladder they stand in the order in which they were taken. The model is the last
 * level of all and has no place here. Immutable.
 *
 * <p>The model's parameters are taken as a level when its swaps with the newest level become rare.
 * Where no place is free, that level is dropped whose two neighbours are nearest to each other, but
 * not before they are nearer than newest level and model are: so the pair that swaps least, which
 * decides how quickly replicas wander, is as good as these places allow.
 */
public final class TrajectoryLadder {
  private static final int NONE = -1;

  private final long[] numbers;
  private final Neighbours pairs;
  private final int[] order;

  /**
   * @param numbers of the levels at each place, growing in the order in which they were taken; 0
   *     where a place is free
   * @param pairs as many as there are levels
   */
  public TrajectoryLadder(long[] numbers, Neighbours pairs) {
    this.numbers = numbers.clone();
    this.pairs = pairs;
    this.order =
        IntStream.range(0, numbers.length)
            .filter(place -> numbers[place] > 0)
            .boxed()
            .sorted((one, other) -> Long.compare(numbers[one], numbers[other]))
            .mapToInt(Integer::intValue)
            .toArray();
    if (order.length == 0 || order[0] != 0 || pairs.pairs() != order.length) {
      throw new IllegalArgumentException(
          "levels="
              + order.length
              + " pairs="
              + pairs.pairs()
              + ", must be as many, and the first at place 0");
    }
  }

  /** The base, numbered 1, and the model, which is the same. */
  public static TrajectoryLadder start(int places) {
    long[] numbers = new long[places];
    numbers[0] = 1;
    return new TrajectoryLadder(numbers, Neighbours.alike(1));
  }

  /** Numbers of the levels at each place, 0 where it is free. */
  public long[] numbers() {
    return numbers.clone();
  }

  /** Places of the levels in the order of the ladder. */
  public int[] order() {
    return order.clone();
  }

  /** What is known of the pairs; the last one is that of newest level and model. */
  public Neighbours pairs() {
    return pairs;
  }

  /** Place of the level that was taken last. */
  public int newestPlace() {
    return order[order.length - 1];
  }

  /** Its number. */
  public long newest() {
    return numbers[newestPlace()];
  }

  /**
   * The ladder after one more update. Where its {@link #newest} differs, the model's parameters
   * have become a level.
   *
   * @param update number of updates before this one
   * @param seen figures of this ladder's pairs
   * @param acceptance of newest level and model below which a level is taken
   */
  public TrajectoryLadder after(long update, SwapFigures seen, double acceptance) {
    Neighbours told = pairs.after(update, seen);
    int last = order.length - 1;
    if (seen.accepted()[last] >= acceptance) {
      return new TrajectoryLadder(numbers, told);
    }
    int free = free();
    if (free != NONE) {
      return taken(free, told);
    }
    int dropped = closest(told, Neighbours.distance(seen.accepted()[last]));
    return dropped == NONE
        ? new TrajectoryLadder(numbers, told)
        : taken(order[dropped], told.merged(dropped - 1));
  }

  private TrajectoryLadder taken(int place, Neighbours left) {
    long[] next = numbers.clone();
    next[place] = newest() + 1;
    return new TrajectoryLadder(next, left.extended());
  }

  private int free() {
    for (int place = 0; place < numbers.length; place++) {
      if (numbers[place] == 0) {
        return place;
      }
    }
    return NONE;
  }

  /** The level whose neighbours are nearest to each other, and nearer than {@code limit}. */
  private int closest(Neighbours told, double limit) {
    double[] rates = told.swapRates();
    double least = limit;
    int closest = NONE;
    for (int level = 1; level < order.length - 1; level++) {
      double apart = Neighbours.distance(rates[level - 1]) + Neighbours.distance(rates[level]);
      if (apart < least) {
        least = apart;
        closest = level;
      }
    }
    return closest;
  }
}
