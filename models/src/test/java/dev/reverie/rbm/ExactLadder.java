package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Tile;
import dev.reverie.unit.Layer;
import java.nio.ByteBuffer;
import java.util.Random;

/** A small machine with bits for states and its ladder, each level summed over all states. */
abstract class ExactLadder {
  final Rbm rbm;
  final Parameters parameters;
  private final ExactMachine machine;

  ExactLadder(Rbm rbm, Parameters parameters) {
    this.rbm = rbm;
    this.parameters = parameters;
    this.machine = new ExactMachine(rbm, parameters);
  }

  /** The rule of such ladders, which leaves its levels where they are. */
  abstract LadderRule rule();

  /** p* of all joint states, at place {@code v * hidden states + h}, at the level of that rank. */
  abstract double[] masses(int rank);

  /** Levels in use. */
  int ranks() {
    return rbm.ladder().order(parameters).length;
  }

  ExactMachine machine() {
    return machine;
  }

  Snapshot snapshot() {
    return Models.snapshot(parameters);
  }

  /** p(v, h) at the level of that rank. */
  double[] joint(int rank) {
    return Enumerated.normalised(masses(rank));
  }

  /** log Z of the machine of bits at the level of that rank. */
  double logZ(int rank) {
    double sum = 0;
    for (double mass : masses(rank)) {
      sum += mass;
    }
    return Math.log(sum);
  }

  /** p(h) at the level of that rank. */
  double[] hidden(int rank) {
    int states = machine.hiddenStates().length;
    double[] marginal = new double[states];
    double[] joint = joint(rank);
    for (int state = 0; state < joint.length; state++) {
      marginal[state % states] += joint[state];
    }
    return marginal;
  }

  /** Gives every ladder of a tile states of its own, drawn at each level. */
  void start(Tile tile, Random random) {
    int last = rbm.ladder().levels() - 1;
    double[][] cumulated = new double[last + 1][];
    int[] order = rbm.ladder().order(parameters);
    for (int rank = 0; rank < order.length; rank++) {
      cumulated[order[rank]] = Particles.cumulated(joint(rank));
    }
    int hiddenStates = machine.hiddenStates().length;
    ByteBuffer ladder = ByteBuffer.allocate(LadderPhase.particleBytes(rbm, last + 1));
    for (int place = 0; place < tile.count(); place++) {
      ladder.clear().putLong(0);
      for (int level = last; level >= 0; level--) {
        if (cumulated[level] == null) {
          ladder.putLong(0);
          continue;
        }
        int drawn = Particles.draw(cumulated[level], random.nextDouble());
        if (level == last) {
          put(rbm.visibleLayer(), machine.visibleStates()[drawn / hiddenStates], ladder);
        }
        put(rbm.hiddenLayer(), machine.hiddenStates()[drawn % hiddenStates], ladder);
      }
      ladder.putLong(0).putLong(0).putLong(rbm.ladder().newest(parameters));
      tile.read(place, ladder.flip());
    }
  }

  private static void put(Layer layer, double[] values, ByteBuffer state) {
    for (long word : ExactMachine.bits(layer, values)) {
      state.putLong(word);
    }
  }

  /** How many ladders of a tile are in each joint state of the model. */
  long[] countModel(Tile tile) {
    long[] counts = new long[machine.visibleStates().length * machine.hiddenStates().length];
    for (long[] words : words(tile)) {
      int v = placeOf(rbm.visibleLayer(), machine.visibleStates(), words[1]);
      int h = placeOf(rbm.hiddenLayer(), machine.hiddenStates(), words[2]);
      counts[v * machine.hiddenStates().length + h]++;
    }
    return counts;
  }

  /** How many ladders of a tile are in each hidden state at the level of that rank. */
  long[] countHidden(Tile tile, int rank) {
    int level = rbm.ladder().order(parameters)[rank];
    long[] counts = new long[machine.hiddenStates().length];
    for (long[] words : words(tile)) {
      long bits = words[1 + rbm.ladder().levels() - level];
      counts[placeOf(rbm.hiddenLayer(), machine.hiddenStates(), bits)]++;
    }
    return counts;
  }

  private long[][] words(Tile tile) {
    int bytes = LadderPhase.particleBytes(rbm, rbm.ladder().levels());
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
