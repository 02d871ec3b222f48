package dev.reverie.metropolis;

import dev.reverie.energy.Energy;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The exact distribution of an energy: letters are enumerated, real coordinates cut into cells of
 * equal width between two edges, outside of which there must be nothing to speak of (midpoint
 * rule).
 */
final class Cells {
  private final Energy energy;
  private final double edge;
  private final double width;
  private final double[][] states;
  private final double[] probabilities;
  private final double logPartition;

  /**
   * @param edge real coordinates lie within +- this
   * @param cells of a real coordinate
   */
  Cells(Energy energy, double[] theta, double beta, double edge, int cells) {
    this.energy = energy;
    this.edge = edge;
    this.width = 2 * edge / cells;
    this.states = states(cells);
    double[] energies =
        Arrays.stream(states).mapToDouble(state -> beta * energy.at(state, theta)).toArray();
    double least = Arrays.stream(energies).min().orElseThrow();
    double[] weights = Arrays.stream(energies).map(value -> Math.exp(least - value)).toArray();
    double total = Arrays.stream(weights).sum();
    this.probabilities = Arrays.stream(weights).map(weight -> weight / total).toArray();
    int real = Energy.realCoordinates(energy);
    this.logPartition = Math.log(total) - least + real * Math.log(width);
  }

  /** Of an energy whose coordinates are all letters. */
  static Cells of(Energy energy, double[] theta) {
    return new Cells(energy, theta, 1, 1, 1);
  }

  private double[][] states(int cells) {
    double[][] states = new double[1][energy.dimensions()];
    for (int i = 0; i < energy.dimensions(); i++) {
      double[] values = values(i, cells);
      double[][] longer = new double[states.length * values.length][];
      for (int n = 0; n < longer.length; n++) {
        longer[n] = states[n / values.length].clone();
        longer[n][i] = values[n % values.length];
      }
      states = longer;
    }
    return states;
  }

  private double[] values(int coordinate, int cells) {
    boolean real = energy.alphabet(coordinate).isReal();
    double[] values = new double[real ? cells : energy.alphabet(coordinate).size()];
    for (int n = 0; n < values.length; n++) {
      values[n] = real ? (n + 0.5) * width - edge : energy.alphabet(coordinate).letter(n);
    }
    return values;
  }

  double[][] states() {
    return states;
  }

  double[] probabilities() {
    return probabilities;
  }

  /** log of the sum, or integral, of exp(-beta E). */
  double logPartition() {
    return logPartition;
  }

  double expectation(ToDoubleFunction<double[]> f) {
    double sum = 0;
    for (int n = 0; n < states.length; n++) {
      sum += probabilities[n] * f.applyAsDouble(states[n]);
    }
    return sum;
  }

  /** The expectation of -dE/dtheta. */
  double[] moments(double[] theta) {
    double[] sums = new double[theta.length];
    double[] gradient = new double[theta.length];
    for (int n = 0; n < states.length; n++) {
      energy.gradient(states[n], theta, gradient);
      for (int k = 0; k < sums.length; k++) {
        sums[k] -= probabilities[n] * gradient[k];
      }
    }
    return sums;
  }

  /** Independent states: anywhere in a cell that is drawn. */
  double[][] draw(int count, long seed) {
    double[] cumulated = probabilities.clone();
    Arrays.parallelPrefix(cumulated, Double::sum);
    RandomStream random = new RandomStream(seed, Purpose.GENERATED_DATA);
    double[][] drawn = new double[count][];
    for (int place = 0; place < count; place++) {
      int found = Arrays.binarySearch(cumulated, random.uniform(place, 0, 0));
      int cell = Math.min(found < 0 ? -found - 1 : found + 1, states.length - 1);
      drawn[place] = states[cell].clone();
      for (int i = 0; i < drawn[place].length; i++) {
        if (energy.alphabet(i).isReal()) {
          drawn[place][i] += width * (random.uniform(place, 0, 1 + i) - 0.5);
        }
      }
    }
    return drawn;
  }
}
