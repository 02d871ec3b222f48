package dev.reverie.numeric.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The vectors of this machine, or of the width that the system property names. */
final class Species {
  static final VectorShape SHAPE = shape(System.getProperty("reverie.numeric", ""));
  static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);
  static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
  static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, SHAPE);
  static final int LANES = FLOATS.length();
  static final int LONG_LANES = LONGS.length();

  private Species() {}

  private static VectorShape shape(String wanted) {
    if (wanted.equals("vector128")) {
      return VectorShape.S_128_BIT;
    }
    if (wanted.equals("vector256")) {
      return VectorShape.S_256_BIT;
    }
    if (wanted.equals("vector512")) {
      return VectorShape.S_512_BIT;
    }
    int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    return VectorShape.forBitSize(Math.min(512, Math.max(128, bits)));
  }

  /** As many words of a packed row as a vector holds. */
  static IntVector packed(long[] words, int at) {
    return LongVector.fromArray(LONGS, words, at).reinterpretAsInts();
  }
}
