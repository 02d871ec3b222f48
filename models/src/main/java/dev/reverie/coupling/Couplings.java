package dev.reverie.coupling;

import java.util.Arrays;

/**
 * A graph with a coupling J for each edge and a bias b for each unit: the energy of units of -1 and
 * +1, as a function. Immutable.
 *
 * <pre>
 *  E(s) = - sum over edges {i, j} of J_ij s_i s_j - sum over i of b_i s_i
 * </pre>
 */
public final class Couplings {
  /** Couplings and biases lie within this magnitude, so that no sum of them overflows. */
  public static final double LIMIT = 1e15;

  private final Graph graph;
  private final double[] couplings;
  private final double[] biases;

  /**
   * @param couplings of the edges, by their numbers, each finite and within {@link #LIMIT}; copied
   * @param biases of the units, likewise; copied
   */
  public Couplings(Graph graph, double[] couplings, double[] biases) {
    if (couplings.length != graph.edges() || biases.length != graph.units()) {
      throw new IllegalArgumentException(
          String.format(
              "couplings.length=%d biases.length=%d, must be %d and %d",
              couplings.length, biases.length, graph.edges(), graph.units()));
    }
    this.graph = graph;
    this.couplings = requireBounded("coupling", couplings.clone());
    this.biases = requireBounded("bias", biases.clone());
  }

  private static double[] requireBounded(String name, double[] values) {
    for (int k = 0; k < values.length; k++) {
      if (!(Math.abs(values[k]) <= LIMIT)) {
        throw new IllegalArgumentException(
            name + " " + k + "=" + values[k] + ", must be finite and within +-" + LIMIT);
      }
    }
    return values;
  }

  /** One coupling for all edges, and no biases. */
  public static Couplings uniform(Graph graph, double coupling) {
    double[] couplings = new double[graph.edges()];
    Arrays.fill(couplings, coupling);
    return new Couplings(graph, couplings, new double[graph.units()]);
  }

  public Graph graph() {
    return graph;
  }

  /** J of an edge. */
  public double coupling(int edge) {
    return couplings[edge];
  }

  /** b of a unit. */
  public double bias(int unit) {
    return biases[unit];
  }

  /**
   * E(s), summed over the edges, then over the units, in their order.
   *
   * @param spins -1 or +1 for each unit
   */
  public double energy(byte[] spins) {
    double sum = 0;
    for (int edge = 0; edge < couplings.length; edge++) {
      sum -= couplings[edge] * (spins[graph.lower(edge)] * spins[graph.upper(edge)]);
    }
    for (int unit = 0; unit < biases.length; unit++) {
      sum -= biases[unit] * spins[unit];
    }
    return sum;
  }
}
