package dev.reverie.ising;

import dev.reverie.coupling.Couplings;
import dev.reverie.coupling.Graph;

/**
 * Couplings and biases as whole multiples of a unit, a power of two so small that all of them
 * together stay below 2^61 units: sums are exact, and so are the numbers themselves where they are
 * whole, or have few binary places. Others are rounded to half a unit, which is at most 2^-61 of
 * the sum of all magnitudes. Immutable.
 */
public final class WholeCouplings {
  private static final int BITS = 61;

  private final Graph graph;
  private final double unit;
  private final long[] couplings;
  private final long[] biases;

  public WholeCouplings(Couplings from) {
    this.graph = from.graph();
    int exponent = BITS - 1 - Math.max(Math.getExponent(total(from)), Double.MIN_EXPONENT / 2);
    this.unit = Math.scalb(1.0, -exponent);
    this.couplings = new long[2 * graph.edges()];
    this.biases = new long[graph.units()];
    for (int i = 0; i < graph.units(); i++) {
      biases[i] = whole(from.bias(i), exponent);
      for (int place = graph.start(i); place < graph.start(i + 1); place++) {
        couplings[place] = whole(from.coupling(graph.edge(place)), exponent);
      }
    }
  }

  private static double total(Couplings from) {
    double total = 0;
    for (int edge = 0; edge < from.graph().edges(); edge++) {
      total += Math.abs(from.coupling(edge));
    }
    for (int i = 0; i < from.graph().units(); i++) {
      total += Math.abs(from.bias(i));
    }
    return total;
  }

  private static long whole(double value, int exponent) {
    return (long) Math.rint(Math.scalb(value, exponent));
  }

  public Graph graph() {
    return graph;
  }

  /** What one of the whole numbers stands for. */
  double unit() {
    return unit;
  }

  long bias(int i) {
    return biases[i];
  }

  /** Adds {@code twice} times J to the fields of a unit's neighbours. */
  void spread(int i, int twice, long[] fields) {
    for (int place = graph.start(i); place < graph.start(i + 1); place++) {
      fields[graph.neighbour(place)] += twice * couplings[place];
    }
  }

  /** Bias plus coupled states. */
  long field(int i, byte[] states) {
    long field = biases[i];
    for (int place = graph.start(i); place < graph.start(i + 1); place++) {
      field += states[graph.neighbour(place)] * couplings[place];
    }
    return field;
  }
}
