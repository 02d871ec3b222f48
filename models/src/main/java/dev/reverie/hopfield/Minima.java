package dev.reverie.hopfield;

import dev.reverie.hopfield.Recall.FixedPoint;
import dev.reverie.ising.SpinStates;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fixed points that many starts fell to, and which of them nobody stored. */
public final class Minima {
  private final List<Minimum> all;
  private final int starts;

  private Minima(List<Minimum> all, int starts) {
    this.all = all;
    this.starts = starts;
  }

  /** From fair coins: starts 0 to {@code starts - 1}. */
  public static Minima fromRandomStates(Network network, Patterns patterns, int starts, long seed) {
    RandomStream random = new RandomStream(seed, Purpose.SAMPLE_START);
    return of(
        network,
        patterns,
        starts,
        seed,
        (recall, item) -> SpinStates.random(network.units(), random, item, 0));
  }

  /**
   * From patterns, one after the other and again, with each unit flipped with a probability.
   *
   * @param probability in [0, 1]
   */
  public static Minima fromCorruptedPatterns(
      Network network, Patterns patterns, double probability, int starts, long seed) {
    return of(
        network,
        patterns,
        starts,
        seed,
        (recall, item) ->
            recall.corrupted(patterns.spins(item % patterns.count()), probability, item));
  }

  private interface Start {
    byte[] states(Recall recall, int item);
  }

  /** Where starts fell to first, and how many did. */
  private static final class Found {
    private final FixedPoint point;
    private int count;

    Found(FixedPoint point) {
      this.point = point;
    }
  }

  private static Minima of(Network network, Patterns patterns, int starts, long seed, Start start) {
    if (starts < 1 || patterns.units() != network.units()) {
      throw new IllegalArgumentException(
          String.format(
              "starts=%d patterns.units=%d, must be positive, and %d",
              starts, patterns.units(), network.units()));
    }
    Recall recall = new Recall(network, seed);
    Map<List<Long>, Found> found = new LinkedHashMap<>();
    for (int item = 0; item < starts; item++) {
      FixedPoint point = recall.from(start.states(recall, item), item);
      List<Long> key = Arrays.stream(Patterns.packed(point.states())).boxed().toList();
      found.computeIfAbsent(key, bits -> new Found(point)).count++;
    }
    List<Minimum> all =
        found.values().stream()
            .map(one -> minimum(one, patterns))
            .sorted(
                Comparator.comparingInt(Minimum::count)
                    .reversed()
                    .thenComparingDouble(Minimum::energy))
            .toList();
    return new Minima(all, starts);
  }

  private static Minimum minimum(Found found, Patterns patterns) {
    long[] bits = Patterns.packed(found.point.states());
    int nearest = 0;
    double overlap = patterns.overlap(bits, 0);
    for (int pattern = 1; pattern < patterns.count(); pattern++) {
      double other = patterns.overlap(bits, pattern);
      if (Math.abs(other) > Math.abs(overlap)) {
        nearest = pattern;
        overlap = other;
      }
    }
    return new Minimum(found.point.states(), found.point.energy(), found.count, nearest, overlap);
  }

  /** All fixed points, those that most starts fell to first. */
  public List<Minimum> all() {
    return all;
  }

  /** Those that are neither a pattern nor its negative, in the same order. */
  public List<Minimum> spurious() {
    return all.stream().filter(Minimum::isSpurious).toList();
  }

  /** How many starts there were. */
  public int starts() {
    return starts;
  }

  /** How many starts fell to a pattern. */
  public int toPatterns() {
    return all.stream().filter(one -> one.overlap() == 1).mapToInt(Minimum::count).sum();
  }

  /** How many starts fell to the negative of a pattern. */
  public int toNegatives() {
    return all.stream().filter(one -> one.overlap() == -1).mapToInt(Minimum::count).sum();
  }

  /** How many starts fell to spurious minima. */
  public int toSpurious() {
    return starts - toPatterns() - toNegatives();
  }
}
