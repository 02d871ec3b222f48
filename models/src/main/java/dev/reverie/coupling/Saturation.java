package dev.reverie.coupling;

/**
 * Units that have no colour yet, in a heap whose top is the one to colour next: most colours among
 * its neighbours, then most neighbours, then lowest number.
 *
 * <pre>
 *  seen   for each unit a bit for each colour among its neighbours; degree / 64 + 1 words hold all that it can be refused
 * </pre>
 */
final class Saturation {
  private final Graph graph;
  private final int[] heap;
  private final int[] places;
  private final int[] saturations;
  private final long[] seen;
  private final int[] firstWords;
  private int size;

  Saturation(Graph graph) {
    this.graph = graph;
    this.size = graph.units();
    this.heap = new int[size];
    this.places = new int[size];
    this.saturations = new int[size];
    this.firstWords = new int[size + 1];
    for (int unit = 0; unit < size; unit++) {
      heap[unit] = unit;
      places[unit] = unit;
      firstWords[unit + 1] = firstWords[unit] + graph.degree(unit) / Long.SIZE + 1;
    }
    this.seen = new long[firstWords[size]];
    for (int place = size / 2 - 1; place >= 0; place--) {
      sink(place);
    }
  }

  /** Takes the unit to colour next. */
  int next() {
    int unit = heap[0];
    places[unit] = -1;
    size--;
    if (size > 0) {
      put(0, heap[size]);
      sink(0);
    }
    return unit;
  }

  /** The lowest colour that no neighbour has; at most the unit's degree. */
  int leastColour(int unit) {
    int word = firstWords[unit];
    while (seen[word] == -1L) {
      word++;
    }
    return (word - firstWords[unit]) * Long.SIZE + Long.numberOfTrailingZeros(~seen[word]);
  }

  /** Tells a unit's neighbours its colour. A colour above a neighbour's degree cannot bind it. */
  void colour(int unit, int colour) {
    for (int k = graph.start(unit); k < graph.start(unit + 1); k++) {
      int neighbour = graph.neighbour(k);
      if (places[neighbour] >= 0 && colour <= graph.degree(neighbour)) {
        int word = firstWords[neighbour] + colour / Long.SIZE;
        if ((seen[word] >>> colour & 1) == 0) {
          seen[word] |= 1L << colour;
          saturations[neighbour]++;
          rise(places[neighbour]);
        }
      }
    }
  }

  private void rise(int place) {
    int unit = heap[place];
    while (place > 0 && before(unit, heap[(place - 1) / 2])) {
      put(place, heap[(place - 1) / 2]);
      place = (place - 1) / 2;
    }
    put(place, unit);
  }

  private void sink(int place) {
    int unit = heap[place];
    while (2 * place + 1 < size) {
      int child = 2 * place + 1;
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], unit)) {
        break;
      }
      put(place, heap[child]);
      place = child;
    }
    put(place, unit);
  }

  private void put(int place, int unit) {
    heap[place] = unit;
    places[unit] = place;
  }

  private boolean before(int unit, int other) {
    if (saturations[unit] != saturations[other]) {
      return saturations[unit] > saturations[other];
    }
    int more = graph.degree(unit) - graph.degree(other);
    return more != 0 ? more > 0 : unit < other;
  }
}
