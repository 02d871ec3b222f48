package dev.reverie.boltzmann;

import dev.reverie.coupling.Graph;
import dev.reverie.input.InputException;
import java.util.Arrays;

/**
 * What the units of a machine are, in their order: first the visible ones, then the labels, one for
 * each class, then the hidden ones. Columns of data are the visible units and the labels.
 */
public record Roles(int visible, int labels, int hidden) {
  public Roles {
    if (visible < 1 || labels < 0 || labels == 1 || hidden < 0) {
      throw new InputException(
          "visible="
              + visible
              + " labels="
              + labels
              + " hidden="
              + hidden
              + ", must be at least 1, 0 or at least 2, and at least 0");
    }
    if ((long) visible + labels + hidden > Graph.UNIT_LIMIT) {
      throw new InputException(
          "visible + labels + hidden="
              + ((long) visible + labels + hidden)
              + ", must be at most "
              + Graph.UNIT_LIMIT
              + " units");
    }
  }

  public int units() {
    return visible + labels + hidden;
  }

  /** Visible units and labels. */
  public int columns() {
    return visible + labels;
  }

  public boolean isLabel(int unit) {
    return unit >= visible && unit < columns();
  }

  public boolean isHidden(int unit) {
    return unit >= columns();
  }

  /**
   * Every unit coupled with every other, but for labels, of which only one is on.
   *
   * @throws InputException when that is more edges than {@code most}
   */
  public Graph complete(int most) {
    long pairs = (long) units() * (units() - 1) / 2 - (long) labels * (labels - 1) / 2;
    if (pairs > most) {
      throw new InputException(
          units()
              + " units all coupled have "
              + pairs
              + " edges, must be at most "
              + most
              + ": name the edges by a graph");
    }
    int[] first = new int[(int) pairs];
    int[] second = new int[(int) pairs];
    int edge = 0;
    for (int i = 0; i < units(); i++) {
      for (int j = i + 1; j < units(); j++) {
        if (!isLabel(i) || !isLabel(j)) {
          first[edge] = i;
          second[edge++] = j;
        }
      }
    }
    return Graph.of(units(), Arrays.copyOf(first, edge), Arrays.copyOf(second, edge));
  }
}
