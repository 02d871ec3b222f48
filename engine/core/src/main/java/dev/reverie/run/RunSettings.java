package dev.reverie.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a training runs.
 *
 * @param chains chain actors that share the particles of each persistent phase; at most as many as
 *     particles count
 * @param dataWorkers actors that work off the batches
 * @param maxStaleness statistics older than this many versions do not count; unused in lock-step,
 *     where it is 0
 * @param updates parameter updates after which training ends, those before a resume included
 * @param checkpointEvery updates between two checkpoints; 0 for one at the end only
 * @param checkpoints the folder of the checkpoints; empty for none at all
 * @param identity settings that a checkpoint must agree with to be resumed, by name
 */
public record RunSettings(
    Mode mode,
    int chains,
    int dataWorkers,
    int maxStaleness,
    long updates,
    long checkpointEvery,
    Optional<Path> checkpoints,
    Map<String, String> identity) {
  public RunSettings {
    require("chains", chains, 1);
    require("dataWorkers", dataWorkers, 1);
    require("maxStaleness", maxStaleness, mode == Mode.ASYNC ? 1 : 0);
    require("updates", updates, 1);
    require("checkpointEvery", checkpointEvery, 0);
    identity = Map.copyOf(identity);
  }

  private static void require(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + "=" + value + ", must be at least " + least);
    }
  }

  /** How old statistics may be: 0 in lock-step. */
  public int staleness() {
    return mode == Mode.LOCKSTEP ? 0 : maxStaleness;
  }
}
