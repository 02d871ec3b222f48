package dev.reverie.benchmark.peers.process;

import java.util.List;

/**
 * A process that can be started.
 *
 * @param name of what it measures, for people
 */
public record Worker(String name, List<String> command) {
  public Worker {
    command = List.copyOf(command);
  }
}
