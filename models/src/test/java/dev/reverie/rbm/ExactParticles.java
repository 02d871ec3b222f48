package dev.reverie.rbm;

import dev.reverie.phase.Tile;
import dev.reverie.unit.Layer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Particles of small machines with any units: put into tiles, and read back. */
final class ExactParticles {
  private ExactParticles() {}

  /** Gives every particle of a tile an exact draw of its own. */
  static void start(Tile tile, int bytes, ExactMachine exact, Random random) {
    ByteBuffer state = ByteBuffer.allocate(bytes);
    for (int place = 0; place < tile.count(); place++) {
      ExactMachine.State drawn = exact.draw(random);
      state.clear();
      state.putLong(0);
      put(exact.rbm, exact.rbm.visibleLayer(), drawn.v(), state);
      put(exact.rbm, exact.rbm.hiddenLayer(), drawn.h(), state);
      tile.read(place, state.flip());
    }
  }

  private static void put(Rbm rbm, Layer layer, double[] values, ByteBuffer state) {
    if (rbm.discrete()) {
      Arrays.stream(ExactMachine.bits(layer, values)).forEach(state::putLong);
    } else {
      Arrays.stream(values).forEach(value -> state.putFloat((float) value));
    }
  }

  /** The values of one particle's units, visible ones first. */
  static float[] read(Rbm rbm, Tile tile, int place, int bytes) {
    ByteBuffer state = ByteBuffer.allocate(bytes);
    tile.write(place, state);
    state.flip().position(Long.BYTES);
    float[] values = new float[rbm.visible() + rbm.hidden()];
    if (rbm.discrete()) {
      get(rbm.visibleLayer(), state, values, 0);
      get(rbm.hiddenLayer(), state, values, rbm.visible());
    } else {
      state.asFloatBuffer().get(values);
    }
    return values;
  }

  private static void get(Layer layer, ByteBuffer state, float[] values, int at) {
    for (int k = 0; k < layer.units(); k += Long.SIZE) {
      long word = state.getLong();
      for (int unit = k; unit < Math.min(layer.units(), k + Long.SIZE); unit++) {
        values[at + unit] = layer.scale() * (word >>> unit & 1) + layer.shift();
      }
    }
  }
}
