package dev.reverie.boltzmann;

import dev.reverie.parameter.Parameters;
import dev.reverie.random.RandomStream;
import java.util.Arrays;

/**
 * Up to 64 annealed runs side by side. With base biases b0 of visible units and labels, at inverse
 * temperature beta,
 *
 * <pre>
 *  log p*(s) = (sum over edges of beta J_ij s_i s_j + sum_i (beta b_i + (1 - beta) b0_i) s_i) / T
 * </pre>
 *
 * free hidden units summed out. A sweep draws these first, then all others that move.
 */
final class AnnealedLanes {
  private static final int WIDTH = Lanes.WIDTH;
  private static final int LEAD_IN = Lanes.LEAD_IN;

  final Lanes lanes;
  private final BoltzmannMachine machine;
  private final Wiring wiring;
  private final Sweep sweep;
  private final long[] others;
  private final long[] free;
  private final float[] biases;
  private final double[] base;
  private final double[] logWeights = new double[WIDTH];

  /**
   * @param base biases by unit
   * @param moves which places move; free hidden units do
   */
  AnnealedLanes(
      BoltzmannMachine machine, Parameters parameters, double[] base, long[] moves, int count) {
    this.machine = machine;
    this.wiring = machine.wiring();
    this.lanes = new Lanes(machine);
    this.sweep = new Sweep(machine, parameters, lanes);
    this.others = moves.clone();
    this.free = new long[moves.length];
    for (int place = wiring.freeStart(); place < wiring.units(); place++) {
      others[place / WIDTH] &= ~(1L << place);
      free[place / WIDTH] |= 1L << place;
    }
    lanes.clear(count);
    lanes.readBiases(parameters);
    this.biases = lanes.biases.clone();
    this.base = new double[wiring.units()];
    for (int place = 0; place < this.base.length; place++) {
      this.base[place] = base[wiring.unitOf(place)];
    }
  }

  double logWeight(int lane) {
    return logWeights[lane];
  }

  private boolean moves(int place) {
    return (others[place / WIDTH] >>> place & 1) != 0;
  }

  /** The log of what the base distribution of the units that move sums to. */
  double logBase() {
    double sum = (wiring.units() - wiring.freeStart()) * StrictMath.log(2);
    LogAdder labels = new LogAdder();
    double spins = 0;
    for (int place = 0; place < wiring.freeStart(); place++) {
      double field = base[place] / machine.temperature();
      if (place >= wiring.labelStart()) {
        labels.add(field * (1 - machine.off()));
        spins += machine.off() * field;
      } else if (moves(place)) {
        sum += Walker.logSum(field, machine.off());
      }
    }
    boolean labelled = wiring.freeStart() > wiring.labelStart() && moves(wiring.labelStart());
    return labelled ? sum + spins + labels.log() : sum;
  }

  /** Draws the units that move from the base distribution. */
  void startAtBase(RandomStream random, int first) {
    int labels = machine.roles().labels();
    double[] shares = new double[labels];
    for (int label = 0; label < labels; label++) {
      shares[label] = StrictMath.exp(base[wiring.labelStart() + label] * machine.fieldScale());
    }
    double all = Arrays.stream(shares).sum();
    for (int lane = 0; lane < lanes.count(); lane++) {
      for (int place = 0; place < wiring.labelStart(); place++) {
        if (moves(place)) {
          double on = 1 / (1 + StrictMath.exp(-base[place] * machine.fieldScale()));
          lanes.set(place, lane, random.uniform(first + lane, 0, place) < on);
        }
      }
      if (labels > 0 && moves(wiring.labelStart())) {
        double left = all * random.uniform(first + lane, 0, wiring.labelStart());
        int chosen = 0;
        while (chosen < labels - 1 && left >= shares[chosen]) {
          left -= shares[chosen++];
        }
        for (int label = 0; label < labels; label++) {
          lanes.set(wiring.labelStart() + label, lane, label == chosen);
        }
      }
    }
    lanes.spread();
  }

  /** Adds log p* at {@code to} less log p* at {@code from} to each run's weight. */
  void grow(double from, double to) {
    System.arraycopy(biases, 0, lanes.biases, 0, biases.length);
    Arrays.fill(lanes.spins, LEAD_IN + wiring.freeStart() * WIDTH, lanes.spins.length, 0f);
    double change = (to - from) / machine.temperature();
    for (int place = 0; place < wiring.freeStart(); place++) {
      sweep.findField(place);
      for (int lane = 0; lane < lanes.count(); lane++) {
        double input = (double) lanes.fields[LEAD_IN + lane] - biases[place];
        double value = lanes.spins[LEAD_IN + place * WIDTH + lane];
        logWeights[lane] += change * value * (input / 2 + biases[place] - base[place]);
      }
    }
    for (int place = wiring.freeStart(); place < wiring.units(); place++) {
      sweep.findField(place);
      for (int lane = 0; lane < lanes.count(); lane++) {
        double field = lanes.fields[LEAD_IN + lane] / machine.temperature();
        logWeights[lane] +=
            Walker.logSum(to * field, machine.off()) - Walker.logSum(from * field, machine.off());
      }
    }
  }

  /** One sweep at an inverse temperature above 0. */
  void sweep(float beta, RandomStream random, int first, long step) {
    Arrays.fill(lanes.steps, step);
    for (int place = 0; place < biases.length; place++) {
      lanes.biases[place] = (float) (biases[place] + (1.0 - beta) / beta * base[place]);
    }
    sweep.run(free, beta, random, first);
    sweep.run(others, beta, random, first);
  }
}
