package dev.reverie.benchmark.peers.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One or two workers that measure in turn, so that a machine whose speed drifts slows down both.
 *
 * @param name short, for files and options
 */
public record Contest(String name, Worker ours, Optional<Worker> theirs) {
  /** A contest of two. */
  public static Contest of(String name, Worker ours, Worker theirs) {
    return new Contest(name, ours, Optional.of(theirs));
  }

  /** Warms both up, then has one after the other measure. Whoever does not, waits. */
  public Result run(int rounds, Consumer<String> say) {
    List<Round> our = new ArrayList<>();
    List<Round> their = new ArrayList<>();
    try (WorkerProcess first = WorkerProcess.start(ours)) {
      Ready ready = first.ready();
      if (theirs.isEmpty()) {
        for (int round = 0; round < rounds; round++) {
          say.accept(step(round, rounds));
          our.add(first.go());
        }
        return new Result(this, our, their, List.of(ready));
      }
      try (WorkerProcess second = WorkerProcess.start(theirs.get())) {
        Ready other = second.ready();
        for (int round = 0; round < rounds; round++) {
          say.accept(step(round, rounds));
          our.add(first.go());
          their.add(second.go());
        }
        return new Result(this, our, their, List.of(ready, other));
      }
    }
  }

  private String step(int round, int rounds) {
    return name + ": round " + (round + 1) + " of " + rounds;
  }

  /**
   * All rounds, in order; those with the same number were measured one after the other.
   *
   * @param ready what the workers said when they were warm, ours first
   */
  public record Result(Contest contest, List<Round> ours, List<Round> theirs, List<Ready> ready) {
    public Result {
      ours = List.copyOf(ours);
      theirs = List.copyOf(theirs);
      ready = List.copyOf(ready);
    }
  }
}
