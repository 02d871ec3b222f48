package dev.reverie.benchmark.peers.process;

import java.util.Map;

/** What a worker counted in one measured round, by name. */
public record Round(double seconds, Map<String, Double> counts) {
  public Round {
    counts = Map.copyOf(counts);
  }

  /** How many of a thing there were. */
  public double count(String what) {
    Double count = counts.get(what);
    if (count == null) {
      throw new IllegalArgumentException("what=" + what + ", must be one of " + counts.keySet());
    }
    return count;
  }

  /** How many of a thing there were in a second. */
  public double perSecond(String what) {
    return count(what) / seconds;
  }
}
