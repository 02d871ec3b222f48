package dev.reverie.service.family;

import dev.reverie.service.settings.Found;
import dev.reverie.unit.Layer;

/** What a family's settings say, checked as far as they can be without data; a record. */
public interface Design {
  /** The model in a line for people: {@code 784 visible (28 x 28, binary) x ...}. */
  String describe(Found found);

  /**
   * The visible units for rows of data.
   *
   * @param columns values of a row
   * @param classes of the rows, a softmax group behind the values; 0 for none
   * @throws dev.reverie.input.InputException when the model cannot learn such rows, or no memory
   *     holds it
   */
  Layer visible(int columns, int classes);

  /** Whether the last tenth of a file without a test set is held out, not learned. */
  default boolean holdsOut() {
    return true;
  }

  /**
   * What is learned of data. Makes everything that costs little.
   *
   * @throws dev.reverie.input.InputException when data and settings do not go together
   */
  Learner learner(LearningData data);
}
