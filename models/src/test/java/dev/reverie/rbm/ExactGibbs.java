package dev.reverie.rbm;

/** The block Gibbs kernel as matrices over all states, and the expectations that it leads to. */
final class ExactGibbs {
  private final Enumerated model;
  private final double[][] visibleGivenHidden;
  private final double[][] hiddenGivenVisible;

  ExactGibbs(Enumerated model, double beta) {
    this.model = model;
    int visibleStates = 1 << model.visible;
    int hiddenStates = 1 << model.hidden;
    double[][] given = new double[hiddenStates][visibleStates];
    double[][] turned = new double[visibleStates][hiddenStates];
    for (int v = 0; v < visibleStates; v++) {
      for (int h = 0; h < hiddenStates; h++) {
        double mass = StrictMath.exp(-beta * model.energy(new long[] {v}, new long[] {h}));
        given[h][v] = mass;
        turned[v][h] = mass;
      }
    }
    this.visibleGivenHidden = normalisedRows(given);
    this.hiddenGivenVisible = normalisedRows(turned);
  }

  private static double[][] normalisedRows(double[][] masses) {
    double[][] rows = new double[masses.length][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Enumerated.normalised(masses[row]);
    }
    return rows;
  }

  double[] visibleFromHidden(double[] hidden) {
    return product(hidden, visibleGivenHidden);
  }

  double[] hiddenFromVisible(double[] visible) {
    return product(visible, hiddenGivenVisible);
  }

  static double[] product(double[] row, double[][] matrix) {
    double[] product = new double[matrix[0].length];
    for (int from = 0; from < row.length; from++) {
      for (int to = 0; to < product.length; to++) {
        product[to] += row[from] * matrix[from][to];
      }
    }
    return product;
  }

  /** Distribution of the visible units after so many steps, from one of the hidden units. */
  double[] visibleAfter(int steps, double[] hidden) {
    double[] visible = visibleFromHidden(hidden);
    for (int step = 1; step < steps; step++) {
      visible = visibleFromHidden(hiddenFromVisible(visible));
    }
    return visible;
  }

  /** p(v) p(h | v), at place {@code v << hidden | h}. */
  double[] joint(double[] visible) {
    double[] joint = new double[visible.length << model.hidden];
    for (int state = 0; state < joint.length; state++) {
      int v = state >>> model.hidden;
      joint[state] = visible[v] * hiddenGivenVisible[v][state & (1 << model.hidden) - 1];
    }
    return joint;
  }

  /**
   * Means of v_i h_j, then v_i, then h_j, where v is distributed as given and h follows p(h | v).
   */
  double[] statistics(double[] visible) {
    int hidden = model.hidden;
    double[] joint = joint(visible);
    double[] means = new double[model.visible * hidden + model.visible + hidden];
    for (int state = 0; state < joint.length; state++) {
      for (int i = 0; i < model.visible; i++) {
        if ((state >>> hidden + i & 1) == 0) {
          continue;
        }
        means[model.visible * hidden + i] += joint[state];
        for (int j = 0; j < hidden; j++) {
          means[i * hidden + j] += (state >>> j & 1) * joint[state];
        }
      }
      for (int j = 0; j < hidden; j++) {
        means[model.visible * hidden + model.visible + j] += (state >>> j & 1) * joint[state];
      }
    }
    return means;
  }
}
