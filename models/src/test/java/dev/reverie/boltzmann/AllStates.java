package dev.reverie.boltzmann;

import dev.reverie.coupling.Graph;
import dev.reverie.parameter.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Every state of a small machine, by the definition: bit i of a state is unit i. Only states with
 * one label are states.
 */
final class AllStates {
  private final BoltzmannMachine machine;
  private final Parameters parameters;
  final int[] states;
  final double[] probabilities;
  final double logPartition;

  AllStates(BoltzmannMachine machine, Parameters parameters) {
    this(machine, parameters, 1);
  }

  /** Of p(s)^beta. */
  AllStates(BoltzmannMachine machine, Parameters parameters, double beta) {
    this.machine = machine;
    this.parameters = parameters;
    List<Integer> all = new ArrayList<>();
    Roles roles = machine.roles();
    int labels = (1 << roles.labels()) - 1 << roles.visible();
    for (int state = 0; state < 1 << roles.units(); state++) {
      if (roles.labels() == 0 || Integer.bitCount(state & labels) == 1) {
        all.add(state);
      }
    }
    this.states = all.stream().mapToInt(Integer::intValue).toArray();
    this.probabilities = new double[states.length];
    double sum = 0;
    for (int k = 0; k < states.length; k++) {
      probabilities[k] = Math.exp(-beta * energy(states[k]) / machine.temperature());
      sum += probabilities[k];
    }
    for (int k = 0; k < states.length; k++) {
      probabilities[k] /= sum;
    }
    this.logPartition = Math.log(sum);
  }

  double value(int state, int unit) {
    return (state >>> unit & 1) == 1 ? 1 : machine.off();
  }

  double energy(int state) {
    double energy = 0;
    Graph graph = machine.graph();
    for (int edge = 0; edge < graph.edges(); edge++) {
      double product = value(state, graph.lower(edge)) * value(state, graph.upper(edge));
      energy -= parameters.at(machine.couplings(), 0, edge) * product;
    }
    for (int unit = 0; unit < graph.units(); unit++) {
      energy -= parameters.at(machine.biases(), 0, unit) * value(state, unit);
    }
    return energy;
  }

  int columnsOf(int state) {
    return state & (1 << machine.roles().columns()) - 1;
  }

  /** The probability of visible units and labels. */
  double probability(int columns) {
    double sum = 0;
    for (int k = 0; k < states.length; k++) {
      sum += columnsOf(states[k]) == columns ? probabilities[k] : 0;
    }
    return sum;
  }

  /** Means of pairs, then of singles, weighted by numbers that add up to 1. */
  double[] moments(double... weights) {
    Graph graph = machine.graph();
    double[] means = new double[graph.edges() + graph.units()];
    for (int k = 0; k < states.length; k++) {
      for (int edge = 0; edge < graph.edges(); edge++) {
        means[edge] +=
            weights[k] * value(states[k], graph.lower(edge)) * value(states[k], graph.upper(edge));
      }
      for (int unit = 0; unit < graph.units(); unit++) {
        means[graph.edges() + unit] += weights[k] * value(states[k], unit);
      }
    }
    return means;
  }

  double[] moments() {
    return moments(probabilities);
  }

  /** The weights of the states given rows of data, a share each for every state of the columns. */
  double[] clamped(double[] shares) {
    double[] weights = new double[states.length];
    for (int k = 0; k < states.length; k++) {
      int columns = columnsOf(states[k]);
      weights[k] =
          shares[columns] == 0 ? 0 : shares[columns] * probabilities[k] / probability(columns);
    }
    return weights;
  }

  double likelihood(double[] shares) {
    double sum = 0;
    for (int columns = 0; columns < shares.length; columns++) {
      sum += shares[columns] == 0 ? 0 : shares[columns] * Math.log(probability(columns));
    }
    return sum;
  }

  /** Independent draws. */
  int[] draw(int count, Random random) {
    double[] cumulative = probabilities.clone();
    for (int k = 1; k < cumulative.length; k++) {
      cumulative[k] += cumulative[k - 1];
    }
    int[] drawn = new int[count];
    for (int n = 0; n < count; n++) {
      int at = Arrays.binarySearch(cumulative, random.nextDouble());
      drawn[n] = states[Math.min(at < 0 ? -at - 1 : at, states.length - 1)];
    }
    return drawn;
  }

  /** A state as a tile writes it. */
  long[] packed(int state) {
    long[] words = new long[machine.words()];
    for (int unit = 0; unit < machine.roles().units(); unit++) {
      int place = machine.wiring().placeOf(unit);
      words[place >>> 6] |= (long) (state >>> unit & 1) << place;
    }
    return words;
  }

  int unpacked(long... words) {
    int state = 0;
    for (int unit = 0; unit < machine.roles().units(); unit++) {
      int place = machine.wiring().placeOf(unit);
      state |= (int) (words[place >>> 6] >>> place & 1) << unit;
    }
    return state;
  }

  int indexOf(int state) {
    return Arrays.binarySearch(states, state);
  }
}
