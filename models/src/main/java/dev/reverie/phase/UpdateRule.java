package dev.reverie.phase;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import java.util.List;

/**
 * Turns the sums of all phases into the next parameters: a gradient step, or a rule of the model's
 * own.
 */
public interface UpdateRule {
  /**
   * What the rule keeps from one update to the next, such as velocities. Part of a checkpoint,
   * never published.
   */
  Layout stateLayout();

  /**
   * Writes every block of {@code next}, derived ones included.
   *
   * @param update number of updates before this one
   * @param current the newest parameters; not written
   * @param state the rule's own, all zero at the start; written
   * @param statistics one entry a phase, in the objective's order
   * @throws dev.reverie.parameter.DivergedException when a number of {@code next} is not finite or
   *     beyond {@link Parameters#LIMIT}; {@code state} is then not to be used again
   */
  void apply(
      long update,
      Parameters current,
      Parameters state,
      List<PhaseStatistics> statistics,
      Parameters next);

  /**
   * The same update, for several threads. The arguments are those of {@link #apply}; one update is
   * made at a time.
   */
  default DividedUpdate divide(
      long update,
      Parameters current,
      Parameters state,
      List<PhaseStatistics> statistics,
      Parameters next) {
    return new DividedUpdate() {
      @Override
      public int parts() {
        return 1;
      }

      @Override
      public void make(int part) {
        apply(update, current, state, statistics, next);
      }

      @Override
      public void finish() {}
    };
  }
}
