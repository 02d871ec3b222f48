package dev.reverie.phase;

import java.util.List;

/**
 * What a phase has to say about an update.
 *
 * @param phase the phase
 * @param parts sums of several workers, to be added; read only
 * @param count particles or cases in all parts together; 0 when there is nothing
 */
public record PhaseStatistics(Phase phase, List<Sums> parts, long count) {
  public PhaseStatistics {
    parts = List.copyOf(parts);
  }
}
