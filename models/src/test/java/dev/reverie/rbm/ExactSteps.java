package dev.reverie.rbm;

import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;

/** The block Gibbs kernel of a small machine with any units, real values on a grid. */
final class ExactSteps {
  private final ExactMachine exact;
  private final double[][] hiddenGivenVisible;
  private final double[][] visibleGivenHidden;

  ExactSteps(ExactMachine exact) {
    this.exact = exact;
    int visible = exact.visibleStates().length;
    int hidden = exact.hiddenStates().length;
    this.hiddenGivenVisible = new double[visible][hidden];
    this.visibleGivenHidden = new double[hidden][visible];
    for (int v = 0; v < visible; v++) {
      for (int h = 0; h < hidden; h++) {
        double energy = exact.energy(exact.visibleStates()[v], exact.hiddenStates()[h]);
        hiddenGivenVisible[v][h] = Math.exp(-energy);
        visibleGivenHidden[h][v] = Math.exp(-energy);
      }
    }
    normalise(hiddenGivenVisible);
    normalise(visibleGivenHidden);
  }

  private static void normalise(double[][] rows) {
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Enumerated.normalised(rows[row]);
    }
  }

  /** The hidden units' distribution without a field. */
  double[] noise() {
    double[] masses = new double[exact.hiddenStates().length];
    Layer layer = exact.rbm.hiddenLayer();
    for (int h = 0; h < masses.length; h++) {
      double energy = 0;
      for (int j = 0; j < layer.units(); j++) {
        double value = exact.hiddenStates()[h][j];
        UnitKind kind = layer.kindOf(j);
        energy += kind.discrete() ? 0 : value * value / 2;
      }
      masses[h] = Math.exp(-energy);
    }
    return Enumerated.normalised(masses);
  }

  /** That given one of some rows. */
  double[] hiddenGiven(double[][] rows) {
    double[] mean = new double[exact.hiddenStates().length];
    for (double[] row : rows) {
      double[] masses = new double[mean.length];
      for (int h = 0; h < mean.length; h++) {
        masses[h] = Math.exp(-exact.energy(row, exact.hiddenStates()[h]));
      }
      masses = Enumerated.normalised(masses);
      for (int h = 0; h < mean.length; h++) {
        mean[h] += masses[h] / rows.length;
      }
    }
    return mean;
  }

  private static double[] product(double[] row, double[][] matrix) {
    double[] product = new double[matrix[0].length];
    for (int from = 0; from < row.length; from++) {
      for (int to = 0; to < product.length; to++) {
        product[to] += row[from] * matrix[from][to];
      }
    }
    return product;
  }

  /** The mean of minus the energy's derivatives after so many steps from the hidden units on. */
  double[] statistics(double[] hidden, int steps) {
    double[] visible = product(hidden, visibleGivenHidden);
    for (int step = 1; step < steps; step++) {
      visible = product(product(visible, hiddenGivenVisible), visibleGivenHidden);
    }
    double[] sum = new double[exact.parameters()];
    for (int v = 0; v < visible.length; v++) {
      add(exact.visibleStates()[v], hiddenGivenVisible[v], visible[v], sum);
    }
    return sum;
  }

  /** That over rows, hidden units given them. */
  double[] statisticsOf(double[][] rows) {
    double[] sum = new double[exact.parameters()];
    for (double[] row : rows) {
      add(row, hiddenGiven(new double[][] {row}), 1.0 / rows.length, sum);
    }
    return sum;
  }

  private void add(double[] v, double[] hidden, double share, double[] sum) {
    for (int h = 0; h < hidden.length; h++) {
      double weight = share * hidden[h];
      if (weight > 1e-12) {
        double[] slope = exact.slope(v, exact.hiddenStates()[h]);
        for (int k = 0; k < sum.length; k++) {
          sum[k] += weight * slope[k];
        }
      }
    }
  }
}
