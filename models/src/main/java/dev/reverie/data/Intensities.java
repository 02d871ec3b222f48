package dev.reverie.data;

import java.nio.ByteBuffer;

/** Non-zero intensities, one after the other, kept as bytes (n stands for n / 255) or as floats. */
sealed interface Intensities {
  /** A probability of one, in units of 2^-24. */
  int CERTAIN = 1 << 24;

  float at(int entry);

  /** The intensity in units of 1 / {@link #scale}, such that sums of bytes are exact. */
  double scaled(int entry);

  double scale();

  /** The intensity as a probability in units of 2^-24, rounded. */
  int probability(int entry);

  /** Bytes that an intensity takes in the digest of a data set. */
  int bytes();

  /** Writes the digest's form at {@code column} of a row. */
  void put(int entry, ByteBuffer row, int column);

  /** Bytes n / 255. */
  record OfBytes(byte[] values) implements Intensities {
    private static final float[] INTENSITY = new float[256];
    private static final int[] PROBABILITY = new int[256];

    static {
      for (int i = 0; i < 256; i++) {
        INTENSITY[i] = i / 255f;
        PROBABILITY[i] = (int) Math.round(i / 255.0 * CERTAIN);
      }
    }

    @Override
    public float at(int entry) {
      return INTENSITY[values[entry] & 0xFF];
    }

    @Override
    public double scaled(int entry) {
      return values[entry] & 0xFF;
    }

    @Override
    public double scale() {
      return 255;
    }

    @Override
    public int probability(int entry) {
      return PROBABILITY[values[entry] & 0xFF];
    }

    @Override
    public int bytes() {
      return Byte.BYTES;
    }

    @Override
    public void put(int entry, ByteBuffer row, int column) {
      row.put(column, values[entry]);
    }
  }

  /** Floats: in (0, 1], or any but 0 where states are real numbers. */
  record OfFloats(float[] values) implements Intensities {
    @Override
    public float at(int entry) {
      return values[entry];
    }

    @Override
    public double scaled(int entry) {
      return values[entry];
    }

    @Override
    public double scale() {
      return 1;
    }

    @Override
    public int probability(int entry) {
      return (int) Math.round((double) values[entry] * CERTAIN);
    }

    @Override
    public int bytes() {
      return Float.BYTES;
    }

    @Override
    public void put(int entry, ByteBuffer row, int column) {
      row.putFloat(column * Float.BYTES, values[entry]);
    }
  }
}
