package dev.reverie.rbm;

import dev.reverie.phase.Tile;
import java.nio.ByteBuffer;
import java.util.Random;

/** Particles of small models, one word for each layer, put into tiles and read back. */
final class Particles {
  private Particles() {}

  /**
   * Gives every particle of a tile a state of its own from a distribution over {@link
   * Enumerated#joint}'s places.
   */
  static void start(Tile tile, Enumerated model, double[] joint, Random random) {
    double[] cumulated = cumulated(joint);
    ByteBuffer state = ByteBuffer.allocate(3 * Long.BYTES);
    for (int place = 0; place < tile.count(); place++) {
      int drawn = draw(cumulated, random.nextDouble());
      state.clear();
      state.putLong(0).putLong(model.visibleOf(drawn)[0]).putLong(model.hiddenOf(drawn)[0]);
      tile.read(place, state.flip());
    }
  }

  static double[] cumulated(double[] probabilities) {
    double[] cumulated = probabilities.clone();
    for (int k = 1; k < cumulated.length; k++) {
      cumulated[k] += cumulated[k - 1];
    }
    return cumulated;
  }

  /** The first place whose cumulated probability is above u. */
  static int draw(double[] cumulated, double u) {
    int low = 0;
    int high = cumulated.length - 1;
    while (low < high) {
      int middle = low + high >>> 1;
      if (cumulated[middle] > u) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** How many particles of a tile are in each state. */
  static long[] count(Tile tile, Enumerated model) {
    long[] counts = new long[1 << model.visible + model.hidden];
    ByteBuffer state = ByteBuffer.allocate(3 * Long.BYTES);
    for (int place = 0; place < tile.count(); place++) {
      state.clear();
      tile.write(place, state);
      counts[(int) (state.getLong(8) << model.hidden | state.getLong(16))]++;
    }
    return counts;
  }
}
