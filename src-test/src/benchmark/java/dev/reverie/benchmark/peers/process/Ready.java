package dev.reverie.benchmark.peers.process;

import java.util.List;
import java.util.Map;

/**
 * What a worker says once it is warm.
 *
 * @param notes lines for people: what it chose to run
 * @param figures by name, such as the GFLOP/s of its matrix product
 */
public record Ready(List<String> notes, Map<String, Double> figures) {
  public Ready {
    notes = List.copyOf(notes);
    figures = Map.copyOf(figures);
  }
}
