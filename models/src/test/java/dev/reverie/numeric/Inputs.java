package dev.reverie.numeric;

import java.util.Random;

/**
 * Inputs for the duel of implementations, the same on every JVM: {@link Random#nextInt()} is
 * specified to the bit. A quarter are extremes, a quarter have any bits that make a finite number,
 * the rest are of the size that fields have.
 */
final class Inputs {
  private static final float[] EXTREMES = {
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    1e-40f,
    -1e-40f,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    1e-30f,
    -1e-30f,
    0x1p-24f,
    1f,
    -1f,
    Math.nextUp(1f),
    16.63553f,
    -16.63553f,
    17.32868f,
    -17.32868f,
    87f,
    -87f,
    Math.nextUp(87f),
    Math.nextDown(-87f),
    88.72284f,
    -88.72284f,
    1e4f,
    -1e4f,
    1e30f,
    VectorOps.NEVER,
    Float.MAX_VALUE,
    -Float.MAX_VALUE
  };

  private static final int[] THRESHOLDS = {0, 1, 7, 8, 127, 128, (1 << 23) - 1, 1 << 23};

  private final Random random;

  Inputs(long seed) {
    this.random = new Random(seed);
  }

  int any() {
    return random.nextInt();
  }

  long anyLong() {
    return random.nextLong();
  }

  int below(int bound) {
    return Math.floorMod(random.nextInt() >>> 4, bound);
  }

  float number() {
    int kind = random.nextInt() & 3;
    if (kind == 0) {
      return EXTREMES[below(EXTREMES.length)];
    }
    if (kind == 1) {
      float any = Float.intBitsToFloat(random.nextInt());
      return Float.isFinite(any) ? any : 0f;
    }
    return (random.nextInt() >> 8) * 0x1p-20f;
  }

  float[] numbers(int length) {
    float[] numbers = new float[length];
    for (int k = 0; k < length; k++) {
      numbers[k] = number();
    }
    return numbers;
  }

  /** Whole numbers from 0 up to, not including, a limit. */
  float[] whole(int length, int limit) {
    float[] whole = new float[length];
    for (int k = 0; k < length; k++) {
      whole[k] = below(limit);
    }
    return whole;
  }

  int[] integers(int length) {
    int[] integers = new int[length];
    for (int k = 0; k < length; k++) {
      integers[k] = random.nextInt();
    }
    return integers;
  }

  long[] words(int length) {
    long[] words = new long[length];
    for (int k = 0; k < length; k++) {
      words[k] = random.nextLong();
    }
    return words;
  }

  /** Four numbers of 14 bits a word. */
  long[] fourteenBits(int length) {
    long[] words = words(length);
    for (int k = 0; k < length; k++) {
      words[k] &= 0x3FFF_3FFF_3FFF_3FFFL;
    }
    return words;
  }

  /** Where that many lists start, each a multiple of 4 long, and where the last one ends. */
  int[] starts(int lists) {
    int[] starts = new int[lists + 1];
    starts[0] = below(5);
    for (int list = 0; list < lists; list++) {
      starts[list + 1] = starts[list] + 4 * below(6);
    }
    return starts;
  }

  int[] thresholds(int length) {
    int[] thresholds = new int[length];
    for (int k = 0; k < length; k++) {
      boolean special = (random.nextInt() & 3) == 0;
      thresholds[k] = special ? THRESHOLDS[below(THRESHOLDS.length)] : random.nextInt() >>> 9;
    }
    return thresholds;
  }

  /** Places of rows of so many numbers or words, in any order, some twice. */
  int[] places(int count, int rows, int width) {
    int[] places = new int[count];
    for (int k = 0; k < count; k++) {
      places[k] = below(rows) * width;
    }
    return places;
  }
}
