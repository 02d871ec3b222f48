package dev.reverie.dbm;

import dev.reverie.phase.Tile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Particles of a small machine, put into a tile from exact draws, and read back. */
final class Draws {
  private Draws() {}

  static int[] of(double[] joint, int count, Random random) {
    double[] cumulated = joint.clone();
    for (int k = 1; k < cumulated.length; k++) {
      cumulated[k] += cumulated[k - 1];
    }
    int[] states = new int[count];
    for (int n = 0; n < count; n++) {
      int at = Arrays.binarySearch(cumulated, random.nextDouble());
      states[n] = Math.min(at < 0 ? -at - 1 : at + 1, joint.length - 1);
    }
    return states;
  }

  static void start(Tile tile, SmallDbm small, double[] joint, Random random) {
    int[] states = of(joint, tile.count(), random);
    ByteBuffer particle = ByteBuffer.allocate(3 * Long.BYTES);
    for (int place = 0; place < tile.count(); place++) {
      particle.clear();
      particle.putLong(0);
      particle.putLong(small.packed(states[place], 0));
      particle.putLong(small.packed(states[place], 1));
      tile.read(place, particle.flip());
    }
  }

  /** How many particles are in each state. */
  static long[] count(Tile tile, SmallDbm small) {
    long[] counts = new long[1 << small.units()];
    ByteBuffer particle = ByteBuffer.allocate(3 * Long.BYTES);
    for (int place = 0; place < tile.count(); place++) {
      particle.clear();
      tile.write(place, particle);
      counts[small.unpacked(particle.getLong(8), particle.getLong(16))]++;
    }
    return counts;
  }
}
