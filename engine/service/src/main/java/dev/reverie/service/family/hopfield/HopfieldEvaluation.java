package dev.reverie.service.family.hopfield;

import dev.reverie.hopfield.Minima;
import dev.reverie.hopfield.Minimum;
import dev.reverie.hopfield.Network;
import dev.reverie.hopfield.Patterns;
import dev.reverie.hopfield.Recall;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.EvaluationText;
import java.util.List;
import java.util.stream.Collectors;

/** How well patterns are held, and what else is. */
final class HopfieldEvaluation {
  private static final int MOST_PATTERNS = 1000;
  private static final int MOST_STARTS = 1000;

  /** Additions that descents may take together: some seconds. */
  private static final double BUDGET = 4e9;

  private static final double CORRUPTION = 0.1;
  private static final int SHOWN = 5;

  private final Network network;
  private final Patterns patterns;
  private final long seed;

  HopfieldEvaluation(Network network, Patterns patterns, long seed) {
    this.network = network;
    this.patterns = patterns;
    this.seed = seed;
  }

  void addTo(EvaluationText text) {
    text.pair(
        "load",
        Numbers.format(
            "%d patterns in %d units: %.3f",
            patterns.count(), network.units(), (double) patterns.count() / network.units()));
    addRecall(text);
    int starts = affordable(MOST_STARTS);
    addMinima(
        text,
        "corrupted patterns",
        Minima.fromCorruptedPatterns(network, patterns, CORRUPTION, starts, seed));
    addMinima(text, "random states", Minima.fromRandomStates(network, patterns, starts, seed));
  }

  private int affordable(int most) {
    double each = (double) network.units() * network.units();
    return (int) Math.max(1, Math.min(most, BUDGET / each));
  }

  private void addRecall(EvaluationText text) {
    Recall recall = new Recall(network, seed);
    int count = Math.min(patterns.count(), affordable(MOST_PATTERNS));
    int fixed = 0;
    double overlap = 0;
    double corrupted = 0;
    for (int pattern = 0; pattern < count; pattern++) {
      byte[] spins = patterns.spins(pattern);
      fixed += recall.isFixed(spins) ? 1 : 0;
      overlap += patterns.overlap(recall.from(spins, pattern).states(), pattern);
      byte[] start = recall.corrupted(spins, CORRUPTION, pattern);
      corrupted += patterns.overlap(recall.from(start, pattern).states(), pattern);
    }
    text.pair("fixed points", Numbers.format("%d of %d patterns", fixed, count));
    text.pair(
        "overlap",
        Numbers.format(
            "%.4f recalled from the patterns, %.4f with %.0f %% of their units flipped",
            overlap / count, corrupted / count, 100 * CORRUPTION));
  }

  private static void addMinima(EvaluationText text, String from, Minima minima) {
    List<Minimum> spurious = minima.spurious();
    text.pair(
        from,
        Numbers.format(
            "of %d, %d fell to patterns, %d to their negatives, %d to %d spurious minima",
            minima.starts(),
            minima.toPatterns(),
            minima.toNegatives(),
            minima.toSpurious(),
            spurious.size()));
    if (!spurious.isEmpty()) {
      text.pair(
          "spurious minima",
          spurious.stream()
                  .limit(SHOWN)
                  .map(HopfieldEvaluation::words)
                  .collect(Collectors.joining(", "))
              + (spurious.size() > SHOWN ? ", ..." : ""));
    }
  }

  private static String words(Minimum minimum) {
    return Numbers.format(
        "E %.4g (%d times, overlap %.2f)", minimum.energy(), minimum.count(), minimum.overlap());
  }
}
