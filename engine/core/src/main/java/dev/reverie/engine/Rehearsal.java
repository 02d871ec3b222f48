package dev.reverie.engine;

import dev.reverie.phase.Objective;
import dev.reverie.phase.PlainLoop;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has the JVM compile the loops of a training on something small, once for each kind of objective.
 * The JVM compiles what was called many times, and with a large model each call is long: its first
 * updates would be interpreted for seconds.
 */
final class Rehearsal {
  /** Parameters of a model from which on a rehearsal takes less time than it saves. */
  private static final long LARGE = 1 << 16;

  /** Until all loops have been handed to the compiler. */
  private static final int UPDATES = 150;

  private static final Set<Class<?>> DONE = ConcurrentHashMap.newKeySet();

  private Rehearsal() {}

  /** Takes up to a second, the first time. */
  static void before(Objective objective) {
    if (objective.layout().length() >= LARGE && DONE.add(objective.getClass())) {
      objective.rehearsal().ifPresent(small -> new PlainLoop(small).run(UPDATES));
    }
  }
}
