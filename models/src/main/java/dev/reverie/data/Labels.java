package dev.reverie.data;

import dev.reverie.input.InputException;
import java.util.Arrays;

/**
 * The class of each row of a data set: whole numbers from 0. Immutable.
 *
 * @param name where they come from
 * @param values one a row; not copied and not to be written again
 * @param classes how many classes there are: each value is less
 */
public record Labels(String name, int[] values, int classes) {
  /** Classes of one data set. */
  public static final int MOST_CLASSES = 1000;

  public Labels {
    for (int row = 0; row < values.length; row++) {
      if (values[row] < 0 || values[row] >= classes) {
        throw new InputException(
            name
                + " has the label "
                + values[row]
                + " in row "
                + row
                + ", must be 0 to "
                + (classes - 1));
      }
    }
  }

  /** As many classes as the largest label tells. */
  static Labels of(String name, int[] values) {
    int largest = Arrays.stream(values).max().orElse(0);
    if (largest >= MOST_CLASSES) {
      throw new InputException(
          name + " has the label " + largest + ", must be less than " + MOST_CLASSES);
    }
    return new Labels(name, values, Math.max(2, largest + 1));
  }

  public int rows() {
    return values.length;
  }

  /** The labels of rows {@code from} to {@code to - 1}. */
  public Labels slice(int from, int to) {
    return new Labels(name, Arrays.copyOfRange(values, from, to), classes);
  }

  /** The same labels among that many classes. */
  public Labels among(int more) {
    return new Labels(name, values, more);
  }

  /** Refuses labels of another number of rows. */
  public void requireRows(String data, int rows) {
    if (values.length != rows) {
      throw new InputException(
          name
              + " has "
              + values.length
              + " labels, must have "
              + rows
              + " as "
              + data
              + " has rows");
    }
  }
}
