package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import java.util.Arrays;
import java.util.List;

/**
 * Which units of the two layers have weights between them. A machine of more layers than two, with
 * weights between neighbours only, is one of two: its even layers one behind the other are the
 * visible units and its odd ones the hidden units, where only the first layer's are seen in data.
 */
public final class Connections {
  /** Every visible unit with every hidden one, and all visible units are data. */
  static final Connections ALL = new Connections(List.of(), 1, 1);

  private final List<Integer> layers;
  private final int[] visibleEnds;
  private final int[] hiddenEnds;
  private final int visibleCopies;
  private final int hiddenCopies;

  private Connections(List<Integer> layers, int visibleCopies, int hiddenCopies) {
    this.layers = List.copyOf(layers);
    this.visibleCopies = visibleCopies;
    this.hiddenCopies = hiddenCopies;
    this.visibleEnds = ends(0);
    this.hiddenEnds = ends(1);
  }

  /**
   * Those of neighbouring layers.
   *
   * @param layers units of each, the data's first, two at least
   */
  public static Connections ofLayers(List<Integer> layers) {
    if (layers.size() < 2 || layers.stream().anyMatch(units -> units < 1)) {
      throw new IllegalArgumentException(
          "layers=" + layers + ", must be two or more positive numbers");
    }
    return new Connections(layers, 1, 1);
  }

  /**
   * Two layers that will be neighbours in a deep machine and are learned alone: a layer that will
   * have another neighbour takes what it gets from this one so many times (Salakhutdinov and Hinton
   * 2009, section 3.1).
   *
   * @param visibleCopies times that hidden units take visible ones
   * @param hiddenCopies times that visible units take hidden ones
   */
  public static Connections ofCopies(int visible, int hidden, int visibleCopies, int hiddenCopies) {
    if (visibleCopies < 1 || hiddenCopies < 1) {
      throw new IllegalArgumentException(
          "visibleCopies="
              + visibleCopies
              + " hiddenCopies="
              + hiddenCopies
              + ", both must be positive");
    }
    return new Connections(List.of(visible, hidden), visibleCopies, hiddenCopies);
  }

  private int[] ends(int first) {
    int[] ends = new int[(layers.size() - first + 1) / 2];
    int end = 0;
    for (int k = 0; k < ends.length; k++) {
      end += layers.get(first + 2 * k);
      ends[k] = end;
    }
    return ends;
  }

  /** Times that hidden units take visible ones. */
  int visibleCopies() {
    return visibleCopies;
  }

  /** Times that visible units take hidden ones. */
  int hiddenCopies() {
    return hiddenCopies;
  }

  /** Whether there are visible units that data do not give. */
  boolean deep() {
    return layers.size() > 2;
  }

  /** Whether every visible unit has a weight to every hidden one. */
  boolean complete() {
    return layers.size() < 4;
  }

  /** Visible units that data give, of so many. */
  int observed(int visible) {
    return layers.isEmpty() ? visible : layers.get(0);
  }

  /** Units of the even layers; not of {@link #ALL}. */
  int visible() {
    return visibleEnds[visibleEnds.length - 1];
  }

  /** Units of the odd layers; not of {@link #ALL}. */
  int hidden() {
    return hiddenEnds[hiddenEnds.length - 1];
  }

  /** Whether there is a weight between two units. */
  public boolean join(int visible, int hidden) {
    return complete() || join(part(visibleEnds, visible), part(hiddenEnds, hidden), true);
  }

  /** Layers 2 e and 2 o + 1 are neighbours. */
  private static boolean join(int even, int odd, boolean inside) {
    return inside && (even == odd || even == odd + 1);
  }

  private static int part(int[] ends, int unit) {
    int at = Arrays.binarySearch(ends, unit + 1);
    return at >= 0 ? at : -at - 1;
  }

  /**
   * Sets to 0 what rows of a panel hold for units without weights between them.
   *
   * @param first visible unit
   */
  void mask(float[] values, int at, int first, int rows, int panel) {
    if (complete()) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      int even = part(visibleEnds, first + row);
      for (int column = 0; column < Panels.WIDTH; column++) {
        int odd = part(hiddenEnds, panel * Panels.WIDTH + column);
        if (!join(even, odd, odd < hiddenEnds.length)) {
          values[at + row * Panels.WIDTH + column] = 0;
        }
      }
    }
  }

  /** Whether all weights are there between some visible units and a panel of hidden ones. */
  boolean joinAll(int first, int rows, int panel, int hidden) {
    if (complete()) {
      return true;
    }
    int firstEven = part(visibleEnds, first);
    int lastEven = part(visibleEnds, first + rows - 1);
    int firstOdd = part(hiddenEnds, panel * Panels.WIDTH);
    int lastOdd = part(hiddenEnds, Math.min(panel * Panels.WIDTH + Panels.WIDTH, hidden) - 1);
    return join(firstEven, firstOdd, true)
        && join(lastEven, firstOdd, true)
        && join(firstEven, lastOdd, true)
        && join(lastEven, lastOdd, true);
  }
}
