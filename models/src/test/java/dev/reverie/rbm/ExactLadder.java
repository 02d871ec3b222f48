package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Tile;
import dev.reverie.tempering.TemperatureLadder;
import dev.reverie.unit.Layer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * A small machine with bits for states and its ladder, each temperature summed over all states: log
 * p* is {@code -beta E(v, h) + (1 - beta) base . v}.
 */
final class ExactLadder {
  final Rbm rbm;
  final Parameters parameters;
  private final ExactMachine machine;
  private final double[] base;

  /**
   * @param base of the visible units, in their values
   */
  ExactLadder(Rbm rbm, Parameters parameters, double[] base) {
    this.rbm = rbm;
    this.parameters = parameters;
    rbm.tempered().initialise(parameters, base);
    this.machine = new ExactMachine(rbm, parameters);
    this.base = base.clone();
  }

  /** Random parameters and a random base. */
  static ExactLadder random(
      Layer visible, Layer hidden, int temperatures, double scale, Random random) {
    Rbm rbm = new Rbm(visible, hidden, new Extras(false, false, temperatures, 0));
    double[] base = random.doubles(visible.units(), -1, 1).toArray();
    return new ExactLadder(rbm, Models.random(rbm, scale, 0.5, random), base);
  }

  /** With temperatures that are not even. */
  ExactLadder withBetas(double... betas) {
    TemperatureLadder ladder = rbm.tempered().ladder(parameters);
    rbm.tempered().write(new TemperatureLadder(betas, ladder.pairs()), parameters);
    rbm.tempered().derive(parameters);
    return this;
  }

  int temperatures() {
    return rbm.tempered().levels();
  }

  ExactMachine machine() {
    return machine;
  }

  Snapshot snapshot() {
    return Models.snapshot(parameters);
  }

  /** p(v, h) at a temperature, at place {@code v * hidden states + h}. */
  double[] joint(int temperature) {
    return Enumerated.normalised(masses(temperature));
  }

  /** log Z of the machine of bits at a temperature. */
  double logZ(int temperature) {
    double sum = 0;
    for (double mass : masses(temperature)) {
      sum += mass;
    }
    return Math.log(sum);
  }

  private double[] masses(int temperature) {
    double beta = rbm.tempered().beta(parameters, temperature);
    double constant = machine.energy(off(rbm.visibleLayer()), off(rbm.hiddenLayer()));
    double[] masses = new double[machine.visibleStates().length * machine.hiddenStates().length];
    int place = 0;
    for (double[] v : machine.visibleStates()) {
      for (double[] h : machine.hiddenStates()) {
        masses[place++] =
            Math.exp(-beta * (machine.energy(v, h) - constant) + (1 - beta) * onBase(v));
      }
    }
    return masses;
  }

  /** Values of units whose bits are off: energies of bits count from there. */
  private static double[] off(Layer layer) {
    double[] values = new double[layer.units()];
    Arrays.fill(values, layer.shift());
    return values;
  }

  private double onBase(double[] v) {
    long[] bits = ExactMachine.bits(rbm.visibleLayer(), v);
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += Enumerated.on(bits, i) ? rbm.visibleLayer().scale() * base[i] : 0;
    }
    return sum;
  }

  /** p(h) at a temperature. */
  double[] hidden(int temperature) {
    int states = machine.hiddenStates().length;
    double[] marginal = new double[states];
    double[] joint = joint(temperature);
    for (int state = 0; state < joint.length; state++) {
      marginal[state % states] += joint[state];
    }
    return marginal;
  }

  /** Gives every ladder of a tile states of its own, drawn at each temperature. */
  void start(Tile tile, Random random) {
    double[][] cumulated = new double[temperatures()][];
    for (int k = 0; k < cumulated.length; k++) {
      cumulated[k] = Particles.cumulated(joint(k));
    }
    int hiddenStates = machine.hiddenStates().length;
    ByteBuffer ladder = ByteBuffer.allocate(LadderPhase.particleBytes(rbm, temperatures()));
    for (int place = 0; place < tile.count(); place++) {
      ladder.clear().putLong(0);
      for (int k = temperatures() - 1; k >= 0; k--) {
        int drawn = Particles.draw(cumulated[k], random.nextDouble());
        if (k == temperatures() - 1) {
          put(rbm.visibleLayer(), machine.visibleStates()[drawn / hiddenStates], ladder);
        }
        put(rbm.hiddenLayer(), machine.hiddenStates()[drawn % hiddenStates], ladder);
      }
      tile.read(place, ladder.putLong(0).putLong(0).putLong(0).flip());
    }
  }

  private static void put(Layer layer, double[] values, ByteBuffer state) {
    for (long word : ExactMachine.bits(layer, values)) {
      state.putLong(word);
    }
  }

  /** How many ladders of a tile are in each joint state at beta 1. */
  long[] countModel(Tile tile) {
    long[] counts = new long[machine.visibleStates().length * machine.hiddenStates().length];
    for (long[] words : words(tile)) {
      int v = placeOf(rbm.visibleLayer(), machine.visibleStates(), words[1]);
      int h = placeOf(rbm.hiddenLayer(), machine.hiddenStates(), words[2]);
      counts[v * machine.hiddenStates().length + h]++;
    }
    return counts;
  }

  /** How many ladders of a tile are in each hidden state at a temperature. */
  long[] countHidden(Tile tile, int temperature) {
    long[] counts = new long[machine.hiddenStates().length];
    for (long[] words : words(tile)) {
      long bits = words[1 + temperatures() - temperature];
      counts[placeOf(rbm.hiddenLayer(), machine.hiddenStates(), bits)]++;
    }
    return counts;
  }

  private long[][] words(Tile tile) {
    int bytes = LadderPhase.particleBytes(rbm, temperatures());
    long[][] words = new long[tile.count()][bytes / Long.BYTES];
    ByteBuffer ladder = ByteBuffer.allocate(bytes);
    for (int place = 0; place < tile.count(); place++) {
      tile.write(place, ladder.clear());
      ladder.flip().asLongBuffer().get(words[place]);
    }
    return words;
  }

  private static int placeOf(Layer layer, double[][] states, long bits) {
    for (int place = 0; place < states.length; place++) {
      if (ExactMachine.bits(layer, states[place])[0] == bits) {
        return place;
      }
    }
    throw new AssertionError("state " + Long.toBinaryString(bits) + " of " + layer.key());
  }
}
