package dev.reverie.coupling;

/**
 * The largest cut of a weighted graph: two sides of its units such that the weights between them
 * add up to most. With a side for each sign,
 *
 * <pre>
 *  cut(s) = sum of w_ij (1 - s_i s_j) / 2 = (sum of w_ij - E(s)) / 2        J_ij = -w_ij
 * </pre>
 */
public final class MaxCutProblem implements Problem {
  private final Couplings couplings;
  private final double total;

  /**
   * @param weights of the edges, by their numbers
   */
  public MaxCutProblem(Graph graph, double[] weights) {
    double[] negated = new double[weights.length];
    double sum = 0;
    for (int edge = 0; edge < weights.length; edge++) {
      negated[edge] = -weights[edge];
      sum += weights[edge];
    }
    this.couplings = new Couplings(graph, negated, new double[graph.units()]);
    this.total = sum;
  }

  @Override
  public Couplings couplings() {
    return couplings;
  }

  @Override
  public double value(byte[] spins) {
    Graph graph = couplings.graph();
    double cut = 0;
    for (int edge = 0; edge < graph.edges(); edge++) {
      if (spins[graph.lower(edge)] != spins[graph.upper(edge)]) {
        cut -= couplings.coupling(edge);
      }
    }
    return cut;
  }

  @Override
  public double valueOf(double energy) {
    return (total - energy) / 2;
  }

  @Override
  public boolean maximises() {
    return true;
  }

  /** The side, 0 or 1. */
  @Override
  public int symbol(int spin) {
    return (1 + spin) / 2;
  }
}
