package dev.reverie.coupling;

import dev.reverie.input.InputException;
import java.util.Arrays;
import java.util.BitSet;

/** Pairs and single units with a number each, as a file gives them, until they become a graph. */
final class PairList {
  private static final int LEAST = 1024;

  /** Bytes of an edge and of a unit while and after a graph is made of a list. */
  private static final long EDGE_BYTES = Graph.bytes(0, 1) + 4 * Double.BYTES + 3 * Integer.BYTES;

  private static final long UNIT_BYTES = 3 * Double.BYTES + 4 * Integer.BYTES;

  private final NumberLines lines;
  private int[] first = new int[LEAST];
  private int[] second = new int[LEAST];
  private int[] lineOf = new int[LEAST];
  private double[] values = new double[LEAST];
  private int pairs;
  private int[] single = new int[LEAST];
  private double[] singleValues = new double[LEAST];
  private int singles;
  private final BitSet given = new BitSet();
  private int most = -1;

  PairList(NumberLines lines) {
    this.lines = lines;
  }

  /** Refuses what would not fit, before memory is taken for it. */
  static void requireRoom(NumberLines lines, long units, long edges) {
    long needed = EDGE_BYTES * edges + UNIT_BYTES * units;
    long most = Runtime.getRuntime().maxMemory();
    if (edges > Graph.EDGE_LIMIT || needed > most) {
      throw new InputException(
          String.format(
              "%s: %d units and %d couplings take %d MB, must fit into %d MB of memory",
              lines.source(), units, edges, needed >> 20, most >> 20));
    }
  }

  int pairs() {
    return pairs;
  }

  int singles() {
    return singles;
  }

  /** One more than the largest unit so far. */
  int unitsNamed() {
    return most + 1;
  }

  /** A pair of the line that was read last. */
  void add(int i, int j, double value) {
    if (pairs == values.length) {
      int capacity = capacity(pairs);
      requireRoom(lines, 0, capacity);
      first = Arrays.copyOf(first, capacity);
      second = Arrays.copyOf(second, capacity);
      lineOf = Arrays.copyOf(lineOf, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    first[pairs] = i;
    second[pairs] = j;
    lineOf[pairs] = lines.line();
    values[pairs++] = value;
    most = Math.max(most, Math.max(i, j));
  }

  private static int capacity(int size) {
    return (int) Math.min(Integer.MAX_VALUE - 8, size * 3L / 2);
  }

  /** A number for one unit, of the line that was read last. */
  void addSingle(int unit, int name, double value) {
    if (given.get(unit)) {
      throw lines.refused("gives unit " + name + " a number a second time, must give each one");
    }
    given.set(unit);
    if (singles == single.length) {
      single = Arrays.copyOf(single, capacity(singles));
      singleValues = Arrays.copyOf(singleValues, capacity(singles));
    }
    single[singles] = unit;
    singleValues[singles++] = value;
    most = Math.max(most, unit);
  }

  /** Makes the graph of the pairs, each of which may come once, in either order. */
  EdgeOrder order(int units, int firstUnit) {
    requireRoom(lines, units, pairs);
    EdgeOrder order = new EdgeOrder(units, first, second, pairs);
    int repeated = order.repeated();
    if (repeated >= 0) {
      throw new InputException(
          String.format(
              "%s:%d: couples %d and %d a second time, must couple each pair once",
              lines.source(),
              lineOf[repeated],
              first[repeated] + firstUnit,
              second[repeated] + firstUnit));
    }
    return order;
  }

  /** The numbers of the pairs, by the edges' numbers. */
  double[] values(EdgeOrder order) {
    double[] sorted = new double[pairs];
    for (int edge = 0; edge < pairs; edge++) {
      sorted[edge] = values[order.pair(edge)];
    }
    return sorted;
  }

  /** The numbers of the units; 0 where there is none. */
  double[] singleValues(int units) {
    double[] all = new double[units];
    for (int k = 0; k < singles; k++) {
      all[single[k]] = singleValues[k];
    }
    return all;
  }
}
