package dev.reverie.boltzmann;

import dev.reverie.coupling.Colouring;
import dev.reverie.coupling.Graph;
import java.util.Arrays;

/**
 * The units in the order in which a sweep goes through them, their places, and their neighbours:
 *
 * <pre>
 *  sampled: colour after colour of all units but labels and free hidden units
 *  labels:  drawn together
 *  free:    hidden units without hidden neighbours, which given all others are independent
 * </pre>
 *
 * A place is a bit of a state: place p is bit p % 64 of word p / 64. Neighbours lie in compressed
 * sparse rows by place, as the place times 64.
 */
final class Wiring {
  static final int WIDTH = 64;

  private final int[] unitOf;
  private final int[] placeOf;
  private final int[] blockStarts;
  private final int labelStart;
  private final int freeStart;
  private final int coupledHidden;
  private final int[] rows;
  private final int[] neighbours;
  private final int[] firstPositions;
  private final int[] secondPositions;

  Wiring(Graph graph, Roles roles) {
    this.unitOf = new int[graph.units()];
    this.placeOf = new int[graph.units()];
    Colouring colouring = Colouring.of(graph);
    int[] starts = new int[colouring.count() + 1];
    int blocks = 0;
    int place = 0;
    int coupled = 0;
    for (int colour = 0; colour < colouring.count(); colour++) {
      for (int k = colouring.start(colour); k < colouring.start(colour + 1); k++) {
        int unit = colouring.unit(k);
        if (!roles.isLabel(unit) && !isFree(graph, roles, unit)) {
          coupled += roles.isHidden(unit) ? 1 : 0;
          put(place++, unit);
        }
      }
      if (place > starts[blocks]) {
        starts[++blocks] = place;
      }
    }
    this.blockStarts = Arrays.copyOf(starts, blocks + 1);
    this.coupledHidden = coupled;
    this.labelStart = place;
    for (int unit = roles.visible(); unit < roles.columns(); unit++) {
      put(place++, unit);
    }
    this.freeStart = place;
    for (int unit = roles.columns(); unit < roles.units(); unit++) {
      if (isFree(graph, roles, unit)) {
        put(place++, unit);
      }
    }
    this.rows = new int[graph.units() + 1];
    this.neighbours = new int[2 * graph.edges()];
    this.firstPositions = new int[graph.edges()];
    this.secondPositions = new int[graph.edges()];
    connect(graph);
  }

  private static boolean isFree(Graph graph, Roles roles, int unit) {
    if (!roles.isHidden(unit)) {
      return false;
    }
    for (int k = graph.start(unit); k < graph.start(unit + 1); k++) {
      if (roles.isHidden(graph.neighbour(k))) {
        return false;
      }
    }
    return true;
  }

  private void put(int place, int unit) {
    unitOf[place] = unit;
    placeOf[unit] = place;
  }

  private void connect(Graph graph) {
    int at = 0;
    for (int place = 0; place < unitOf.length; place++) {
      rows[place] = at;
      int unit = unitOf[place];
      for (int k = graph.start(unit); k < graph.start(unit + 1); k++) {
        int[] positions = graph.lower(graph.edge(k)) == unit ? firstPositions : secondPositions;
        positions[graph.edge(k)] = at;
        neighbours[at++] = placeOf[graph.neighbour(k)] * WIDTH;
      }
    }
    rows[unitOf.length] = at;
  }

  /** Bytes that the wiring of so many units and edges takes. */
  static long bytes(long units, long edges) {
    return Integer.BYTES * (3 * units + 4 * edges);
  }

  int units() {
    return unitOf.length;
  }

  int panels() {
    return (unitOf.length - 1) / WIDTH + 1;
  }

  int unitOf(int place) {
    return unitOf[place];
  }

  int placeOf(int unit) {
    return placeOf[unit];
  }

  /** Independent sets of sampled units. */
  int blocks() {
    return blockStarts.length - 1;
  }

  /** The first place of a block; that of {@code blocks()} ends the last. */
  int blockStart(int block) {
    return blockStarts[block];
  }

  int labelStart() {
    return labelStart;
  }

  /** The first place of the free hidden units, which end with the last place. */
  int freeStart() {
    return freeStart;
  }

  int coupledHidden() {
    return coupledHidden;
  }

  /** Where the neighbours of a place begin; those of {@code units()} end the last row. */
  int row(int place) {
    return rows[place];
  }

  /** Places of neighbours, times 64; not to be written. */
  int[] neighbours() {
    return neighbours;
  }

  /** Where an edge lies in the row of its lower unit. */
  int firstPosition(int edge) {
    return firstPositions[edge];
  }

  /** Where an edge lies in the row of its upper unit. */
  int secondPosition(int edge) {
    return secondPositions[edge];
  }

  /** One bit for each place whose unit is of a role that moves. */
  long[] mask(Roles roles, boolean visible, boolean labels, boolean hidden) {
    long[] mask = new long[panels()];
    for (int place = 0; place < unitOf.length; place++) {
      int unit = unitOf[place];
      boolean moves = roles.isHidden(unit) ? hidden : roles.isLabel(unit) ? labels : visible;
      mask[place / WIDTH] |= moves ? 1L << place : 0;
    }
    return mask;
  }
}
