package dev.reverie.simulation;

import dev.reverie.phase.DividedUpdate;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes the parts of an update when it is told to, each once. */
public final class SimulatedMaking {
  private final DividedUpdate update;
  private final Consumer<Optional<RuntimeException>> ended;
  private Optional<RuntimeException> failure = Optional.empty();
  private int made;

  /**
   * @param ended is told when all parts have been made, or why not
   */
  public SimulatedMaking(DividedUpdate update, Consumer<Optional<RuntimeException>> ended) {
    this.update = update;
    this.ended = ended;
  }

  public void make(int part) {
    try {
      update.make(part);
    } catch (RuntimeException e) {
      failure = Optional.of(e);
    }
    made++;
    if (made == update.parts()) {
      ended.accept(failure);
    }
  }
}
