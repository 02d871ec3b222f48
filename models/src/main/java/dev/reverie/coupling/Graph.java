package dev.reverie.coupling;

import dev.reverie.random.RandomStream;
import java.util.Arrays;

/**
 * Which of N units are coupled: a symmetric structure without loops, immutable. Edges are numbered
 * in the order of (lower unit, upper unit), whatever order they came in. Neighbours are stored row
 * after row (compressed sparse rows), ascending within a row:
 *
 * <pre>
 *  for (int place = graph.start(unit); place &lt; graph.start(unit + 1); place++) {
 *    graph.neighbour(place), by edge graph.edge(place)
 *  }
 * </pre>
 */
public final class Graph {
  /** The most units: what {@link RandomStream} can address. */
  public static final int UNIT_LIMIT = RandomStream.UNIT_LIMIT;

  /** The most edges: two places each must fit into an array. */
  public static final int EDGE_LIMIT = (Integer.MAX_VALUE - 8) / 2;

  private final int units;
  private final int[] lower;
  private final int[] upper;
  private final int[] starts;
  private final int[] neighbours;
  private final int[] edges;

  /** Takes over edges that are in order. */
  Graph(int units, int[] lower, int[] upper) {
    this.units = units;
    this.lower = lower;
    this.upper = upper;
    this.starts = new int[units + 1];
    this.neighbours = new int[2 * lower.length];
    this.edges = new int[2 * lower.length];
    place();
  }

  /** Rows come out ascending: in row u edges (i, u) with i below u precede edges (u, j). */
  private void place() {
    for (int edge = 0; edge < lower.length; edge++) {
      starts[lower[edge] + 1]++;
      starts[upper[edge] + 1]++;
    }
    for (int unit = 0; unit < units; unit++) {
      starts[unit + 1] += starts[unit];
    }
    int[] next = Arrays.copyOf(starts, units);
    for (int edge = 0; edge < lower.length; edge++) {
      put(next[upper[edge]]++, lower[edge], edge);
    }
    for (int edge = 0; edge < lower.length; edge++) {
      put(next[lower[edge]]++, upper[edge], edge);
    }
  }

  private void put(int place, int neighbour, int edge) {
    neighbours[place] = neighbour;
    edges[place] = edge;
  }

  /**
   * The graph with an edge between {@code first[k]} and {@code second[k]} for every k.
   *
   * @param units 1 to {@link #UNIT_LIMIT}; units without an edge are allowed
   * @param first units in [0, units)
   * @param second units in [0, units), each another than its first
   * @throws IllegalArgumentException for an edge that leaves the units, is a loop or came before
   */
  public static Graph of(int units, int[] first, int[] second) {
    requireUnits(units);
    if (first.length != second.length || first.length > EDGE_LIMIT) {
      throw new IllegalArgumentException(
          String.format(
              "first.length=%d second.length=%d, must be equal and at most %d",
              first.length, second.length, EDGE_LIMIT));
    }
    for (int k = 0; k < first.length; k++) {
      if (outside(first[k], units) || outside(second[k], units) || first[k] == second[k]) {
        throw new IllegalArgumentException(
            String.format(
                "edge %d joins %d and %d, must join two different units in [0, %d)",
                k, first[k], second[k], units));
      }
    }
    EdgeOrder order = new EdgeOrder(units, first, second, first.length);
    if (order.repeated() >= 0) {
      int k = order.repeated();
      throw new IllegalArgumentException(
          String.format(
              "edge %d joins %d and %d as an earlier one does, must join others",
              k, first[k], second[k]));
    }
    return order.graph();
  }

  private static boolean outside(int unit, int units) {
    return unit < 0 || unit >= units;
  }

  private static void requireUnits(int units) {
    if (units < 1 || units > UNIT_LIMIT) {
      throw new IllegalArgumentException("units=" + units + ", must be 1 to " + UNIT_LIMIT);
    }
  }

  /** Every unit coupled with every other. */
  public static Graph complete(int units) {
    requireUnits(units);
    long pairs = (long) units * (units - 1) / 2;
    if (pairs > EDGE_LIMIT) {
      throw new IllegalArgumentException(
          "units=" + units + " have " + pairs + " pairs, must be at most " + EDGE_LIMIT);
    }
    int[] lower = new int[(int) pairs];
    int[] upper = new int[(int) pairs];
    int edge = 0;
    for (int i = 0; i < units; i++) {
      for (int j = i + 1; j < units; j++) {
        lower[edge] = i;
        upper[edge++] = j;
      }
    }
    return new Graph(units, lower, upper);
  }

  /**
   * A square lattice whose opposite sides are joined. Unit {@code row * columns + column}.
   *
   * @param rows at least 3
   * @param columns at least 3
   */
  public static Graph torus(int rows, int columns) {
    if (rows < 3 || columns < 3 || (long) rows * columns > UNIT_LIMIT) {
      throw new IllegalArgumentException(
          String.format(
              "rows=%d columns=%d, both must be at least 3 and their product at most %d",
              rows, columns, UNIT_LIMIT));
    }
    int units = rows * columns;
    int[] first = new int[2 * units];
    int[] second = new int[2 * units];
    for (int unit = 0; unit < units; unit++) {
      int row = unit / columns;
      int column = unit % columns;
      first[2 * unit] = unit;
      second[2 * unit] = row * columns + (column + 1) % columns;
      first[2 * unit + 1] = unit;
      second[2 * unit + 1] = (row + 1) % rows * columns + column;
    }
    return of(units, first, second);
  }

  /** Bytes that a graph takes. */
  public static long bytes(long units, long edges) {
    return Integer.BYTES * (units + 1 + 6 * edges);
  }

  public int units() {
    return units;
  }

  public int edges() {
    return lower.length;
  }

  /** The lower unit of an edge. */
  public int lower(int edge) {
    return lower[edge];
  }

  /** The upper unit of an edge. */
  public int upper(int edge) {
    return upper[edge];
  }

  /** The first place of a unit's row; that of {@code units()} ends the last row. */
  public int start(int unit) {
    return starts[unit];
  }

  /** The unit at a place. */
  public int neighbour(int place) {
    return neighbours[place];
  }

  /** The number of the edge between a place's row and {@link #neighbour}. */
  public int edge(int place) {
    return edges[place];
  }

  /** How many neighbours a unit has. */
  public int degree(int unit) {
    return starts[unit + 1] - starts[unit];
  }

  /** The number of the edge between two units, or -1 when they are not coupled. */
  public int edgeBetween(int unit, int other) {
    int place = Arrays.binarySearch(neighbours, starts[unit], starts[unit + 1], other);
    return place < 0 ? -1 : edges[place];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Graph graph
        && units == graph.units
        && Arrays.equals(lower, graph.lower)
        && Arrays.equals(upper, graph.upper);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * units + Arrays.hashCode(lower)) + Arrays.hashCode(upper);
  }

  @Override
  public String toString() {
    return units + " units, " + lower.length + " edges";
  }
}
