package dev.reverie.coupling;

/**
 * The least quadratic function of bits, f(x) = sum of q_i x_i + sum over edges of q_ij x_i x_j.
 * With x = (1 + s) / 2,
 *
 * <pre>
 *  f(x) = constant + E(s)        J_ij = - q_ij / 4        b_i = - q_i / 2 - sum over neighbours of q_ij / 4
 *  constant = sum of q_i / 2 + sum of q_ij / 4
 * </pre>
 *
 * Divisions by 4 are exact, and so are the sums of whole numbers below 2^51.
 */
public final class QuboProblem implements Problem {
  private final Graph graph;
  private final double[] quadratic;
  private final double[] linear;
  private final Couplings couplings;
  private final double constant;

  /**
   * @param quadratic q_ij of the edges, by their numbers
   * @param linear q_i of the units
   */
  public QuboProblem(Graph graph, double[] quadratic, double[] linear) {
    this.graph = graph;
    this.quadratic = quadratic.clone();
    this.linear = linear.clone();
    double[] couplings = new double[quadratic.length];
    double[] biases = new double[linear.length];
    double sum = 0;
    for (int unit = 0; unit < linear.length; unit++) {
      biases[unit] = -linear[unit] / 2;
      sum += linear[unit] / 2;
    }
    for (int edge = 0; edge < quadratic.length; edge++) {
      double quarter = quadratic[edge] / 4;
      couplings[edge] = -quarter;
      biases[graph.lower(edge)] -= quarter;
      biases[graph.upper(edge)] -= quarter;
      sum += quarter;
    }
    this.couplings = new Couplings(graph, couplings, biases);
    this.constant = sum;
  }

  @Override
  public Couplings couplings() {
    return couplings;
  }

  /** What f exceeds E by. */
  public double constant() {
    return constant;
  }

  @Override
  public double value(byte[] spins) {
    double sum = 0;
    for (int edge = 0; edge < quadratic.length; edge++) {
      if (spins[graph.lower(edge)] > 0 && spins[graph.upper(edge)] > 0) {
        sum += quadratic[edge];
      }
    }
    for (int unit = 0; unit < linear.length; unit++) {
      if (spins[unit] > 0) {
        sum += linear[unit];
      }
    }
    return sum;
  }

  @Override
  public double valueOf(double energy) {
    return constant + energy;
  }

  @Override
  public boolean maximises() {
    return false;
  }

  /** The bit. */
  @Override
  public int symbol(int spin) {
    return (1 + spin) / 2;
  }
}
