package dev.reverie.boltzmann;

import dev.reverie.parameter.Parameters;

/**
 * One state in double precision whose units can be flipped one by one, free hidden units summed
 * out:
 *
 * <pre>
 *  log of the sum over free units of exp(-E / T) = e / T + sum over free units of log(sum over values x of exp(f x / T))
 * </pre>
 *
 * with e, minus the energy of all other units. A flip costs as many additions as the unit has
 * neighbours.
 */
final class Walker {
  private static final int WIDTH = Wiring.WIDTH;

  final Wiring wiring;
  final double[] values;

  /** Sums of the couplings of sampled units and labels, without biases. */
  final double[] inputs;

  final double[] biases;
  private final BoltzmannMachine machine;
  private final float[] numbers;
  private final int couplings;
  private final double temperature;
  private final int off;
  private double exponent;

  /** All units are off. */
  Walker(BoltzmannMachine machine, Parameters parameters) {
    this.machine = machine;
    this.wiring = machine.wiring();
    this.numbers = parameters.values();
    this.couplings = machine.neighbourCouplings().offset();
    this.temperature = machine.temperature();
    this.off = machine.off();
    this.values = new double[wiring.units()];
    this.inputs = new double[wiring.units()];
    this.biases = new double[wiring.units()];
    for (int place = 0; place < wiring.units(); place++) {
      biases[place] = parameters.at(machine.biases(), 0, wiring.unitOf(place));
    }
    if (off != 0) {
      for (int place = 0; place < wiring.freeStart(); place++) {
        move(place, off);
      }
    }
  }

  private void move(int place, double to) {
    double change = to - values[place];
    exponent += change * (inputs[place] + biases[place]);
    for (int k = wiring.row(place); k < wiring.row(place + 1); k++) {
      inputs[wiring.neighbours()[k] / WIDTH] += change * numbers[couplings + k];
    }
    values[place] = to;
  }

  /** Sets a unit that is not free. */
  void set(int place, boolean on) {
    double to = on ? 1 : off;
    if (values[place] != to) {
      move(place, to);
    }
  }

  /** Sets visible units and labels from a packed row, as far as there are columns in it. */
  void clamp(long[] row, int columns) {
    for (int column = 0; column < columns; column++) {
      set(wiring.placeOf(column), (row[column >>> 6] >>> column & 1) != 0);
    }
  }

  /** Turns one label on and the others off. */
  void setLabel(int chosen) {
    for (int label = 0; label < machine.roles().labels(); label++) {
      set(wiring.labelStart() + label, label == chosen);
    }
  }

  void flip(int place) {
    move(place, values[place] == 1 ? off : 1);
  }

  /** The logarithm above. */
  double logMass() {
    double sum = exponent / temperature;
    for (int place = wiring.freeStart(); place < wiring.units(); place++) {
      sum += logSum((inputs[place] + biases[place]) / temperature, off);
    }
    return sum;
  }

  /** The log of the sum of exp over a unit's two values, without overflow. */
  static double logSum(double field, int off) {
    double above = off < 0 ? Math.abs(field) : Math.max(field, 0);
    return above + StrictMath.log1p(StrictMath.exp(-Math.abs(field) * (1 - off)));
  }

  /** The mean of a free unit. */
  double mean(int place) {
    double field = (inputs[place] + biases[place]) / temperature;
    double on = 1 / (1 + StrictMath.exp(-field * (1 - off)));
    return on + (1 - on) * off;
  }
}
