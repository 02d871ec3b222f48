package dev.reverie.hopfield;

import dev.reverie.phase.PhaseStatistics;
import java.util.List;

/** The sums of all workers of a phase. */
final class Merged {
  private Merged() {}

  static List<StateSums> parts(PhaseStatistics statistics) {
    return statistics.parts().stream().map(StateSums.class::cast).toList();
  }
}
