package dev.reverie.boltzmann;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import java.util.Arrays;

/**
 * Up to 64 states side by side, one a lane, so that a coupling is read once for all of them.
 *
 * <pre>
 *  words    panel after panel of 64 places, each with one word a lane
 *  spins    place after place, each with one number a lane: the value of the unit
 *  means    free hidden unit after unit, each with its probability of being on, in units of 2^-23
 * </pre>
 *
 * Lanes that hold no state are 0 everywhere.
 */
final class Lanes {
  static final int WIDTH = Wiring.WIDTH;
  static final int LEAD_IN = Panels.LEAD_IN;

  final long[] words;
  final float[] spins;
  final int[] means;
  final float[] biases;
  final long[] steps = new long[WIDTH];
  final float[] fields = new float[LEAD_IN + WIDTH];
  final int[] thresholds = new int[LEAD_IN + WIDTH];
  final int[] turned = new int[LEAD_IN + WIDTH * WIDTH];
  final long[] drawn = new long[WIDTH];
  final long[] drawWork = new long[VectorOps.DRAW_WORK];
  private final BoltzmannMachine machine;
  private final Wiring wiring;
  private int count;

  Lanes(BoltzmannMachine machine) {
    this.machine = machine;
    this.wiring = machine.wiring();
    this.words = new long[wiring.panels() * WIDTH];
    this.spins = new float[LEAD_IN + wiring.units() * WIDTH];
    this.means = new int[(wiring.units() - wiring.freeStart()) * WIDTH];
    this.biases = new float[wiring.units()];
  }

  static long bytes(BoltzmannMachine machine) {
    long units = machine.roles().units();
    return units * (WIDTH * (Float.BYTES + Integer.BYTES) + Long.BYTES + Float.BYTES);
  }

  /** How many lanes hold a state. */
  int count() {
    return count;
  }

  /** Forgets all states. */
  void clear(int newCount) {
    Arrays.fill(words, 0);
    count = newCount;
  }

  /** Reads the biases of a snapshot. */
  void readBiases(Parameters parameters) {
    Block block = machine.biases();
    for (int place = 0; place < biases.length; place++) {
      biases[place] = parameters.values()[block.offset() + wiring.unitOf(place)];
    }
  }

  boolean isOn(int place, int lane) {
    return (words[place / WIDTH * WIDTH + lane] >>> place & 1) != 0;
  }

  /** Sets a bit of {@link #words}; {@link #spread} is to follow. */
  void set(int place, int lane, boolean on) {
    int at = place / WIDTH * WIDTH + lane;
    long bit = 1L << place;
    words[at] = on ? words[at] | bit : words[at] & ~bit;
  }

  /** Writes {@link #spins} from {@link #words}. */
  void spread() {
    for (int place = 0; place < wiring.units(); place++) {
      spread(place);
    }
  }

  void spread(int place) {
    int from = place / WIDTH * WIDTH;
    int at = LEAD_IN + place * WIDTH;
    int off = machine.off();
    for (int lane = 0; lane < count; lane++) {
      int bit = (int) (words[from + lane] >>> place) & 1;
      spins[at + lane] = bit + (1 - bit) * off;
    }
    Arrays.fill(spins, at + count, at + WIDTH, 0f);
  }

  /** Copies a lane's state to packed words. */
  void copyTo(int lane, long[] into, int offset) {
    for (int panel = 0; panel < wiring.panels(); panel++) {
      into[offset + panel] = words[panel * WIDTH + lane];
    }
  }

  /** Copies packed words to a lane; {@link #spread} is to follow. */
  void copyFrom(int lane, long[] from, int offset) {
    for (int panel = 0; panel < wiring.panels(); panel++) {
      words[panel * WIDTH + lane] = from[offset + panel];
    }
  }
}
