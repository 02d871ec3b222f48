package dev.reverie.numeric;

import static dev.reverie.numeric.Panels.LEAD_IN;
import static dev.reverie.numeric.Panels.LEAD_IN_WORDS;
import static dev.reverie.numeric.Panels.ROW_WORDS;
import static dev.reverie.numeric.Panels.WIDTH;

import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;

/** Every primitive of {@link VectorOps}, to be run by two implementations over the same inputs. */
enum Primitive {
  ADD_ROWS {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      float[] rows = in.numbers(LEAD_IN + ROWS * WIDTH);
      float[] sums = in.numbers(LEAD_IN + 3 * WIDTH);
      for (int count : COUNTS) {
        int at = LEAD_IN + in.below(3) * WIDTH;
        ops.addRows(rows, LEAD_IN, in.places(count, ROWS, WIDTH), count, sums, at);
        out.floats(sums);
      }
    }
  },
  SUM_ROWS {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      long[] packed = in.words(LEAD_IN_WORDS + ROWS * ROW_WORDS);
      int[] sums = in.integers(LEAD_IN + 3 * WIDTH);
      for (int count : COUNTS) {
        int from = in.below(5);
        int rows = 4 * count;
        int[] places = in.places(from + rows + 1, ROWS, ROW_WORDS);
        int at = LEAD_IN + in.below(3) * WIDTH;
        VectorOps.Into into = VectorOps.Into.values()[in.below(3)];
        ops.sumRows(packed, LEAD_IN_WORDS, places, from, from + rows, into, sums, at);
        out.integers(sums);
      }
    }
  },
  THRESHOLDS {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      float[] fields = in.numbers(2 * WIDTH);
      int[] thresholds = in.integers(2 * WIDTH);
      for (float scale : new float[] {1f, 0.5f, 0.9f, 0x1p-20f, 3f}) {
        ops.thresholds(fields, in.below(WIDTH), scale, thresholds, in.below(WIDTH));
        out.integers(thresholds);
      }
    }
  },
  DRAW {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      Purpose[] purposes = Arrays.copyOf(Purpose.values(), 19); // more would change the digests
      RandomStream stream = new RandomStream(in.anyLong(), purposes[in.below(purposes.length)]);
      int panel = in.below(1 << 20);
      int item = in.any();
      long step = in.anyLong();
      int[] thresholds = in.thresholds(2 * WIDTH);
      int at = in.below(WIDTH);
      for (int unit = 0; unit < WIDTH; unit += 3) {
        int bits = stream.bits(item, step, panel * WIDTH + unit) >>> 8;
        thresholds[at + unit] = bits + in.below(2);
      }
      int counter = stream.counter(panel * 16);
      long[] work = new long[VectorOps.DRAW_WORK];
      out.word(ops.draw(counter, item, step, stream.seed(), thresholds, at, work));
    }
  },
  PROBABILITIES {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      long[] probabilities = in.words(3 * ROW_WORDS);
      int at = in.below(2 * ROW_WORDS);
      ops.probabilities(in.thresholds(2 * WIDTH), in.below(WIDTH), probabilities, at);
      out.words(probabilities);
    }
  },
  STEP {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      int length = WIDTH * (1 + in.below(3));
      float[] weights = in.numbers(length + WIDTH);
      float[] gradient = in.numbers(length);
      float[] velocity = in.numbers(length + WIDTH);
      float[] next = in.numbers(length + WIDTH);
      float[] harmful = {1f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
      gradient[in.below(length)] = harmful[in.below(harmful.length)];
      float[] shares = {0f, 0.5f, 0.9f, 1e-4f, 1e-30f};
      StepSize size =
          new StepSize(
              shares[in.below(shares.length)],
              shares[in.below(shares.length)],
              shares[in.below(shares.length)]);
      int at = in.below(WIDTH);
      int to = in.below(WIDTH);
      float largest = ops.step(weights, at, gradient, 0, velocity, at, size, next, to, length);
      out.floats(new float[] {largest});
      out.floats(velocity);
      out.floats(next);
    }
  },
  SOFTPLUS_GROWTH {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      float[] fields = in.numbers(2 * WIDTH);
      float[] growth = new float[VectorOps.GROWTH_LENGTH];
      for (float change : new float[] {1f, 0.1f, 1e-4f, 0x1p-24f}) {
        for (float from : new float[] {0f, 0.3f, 1f - change}) {
          ops.softplusGrowth(fields, in.below(WIDTH), from, change, growth);
          out.floats(Arrays.copyOf(growth, 2 * VectorOps.GROWTH_PARTS));
        }
      }
    }
  },
  FIELDS {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      float[] fields = in.numbers(2 * WIDTH);
      for (float unit : new float[] {1f, 0x1p-12f, 0x1p-24f}) {
        int[] sums = in.integers(2 * WIDTH);
        float[] bias = in.numbers(2 * WIDTH);
        ops.fields(sums, in.below(WIDTH), unit, bias, in.below(WIDTH), fields, in.below(WIDTH));
        out.floats(fields);
      }
    }
  },
  COMBINE {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      for (float scale : new float[] {1f, -0.01f, 0x1p-40f}) {
        int length = WIDTH * (1 + in.below(3));
        int[] sums = in.integers(length + WIDTH);
        int[] others = in.integers(length + WIDTH);
        float[] all = in.numbers(length + WIDTH);
        int at = in.below(WIDTH);
        ops.combine(sums, at, scale, others, in.below(WIDTH), -0.3f, all, in.below(WIDTH), length);
        out.floats(all);
      }
    }
  },
  PACK {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      int rows = 1 + in.below(3);
      float[] values = new float[(rows + 1) * WIDTH];
      for (int k = 0; k < values.length; k++) {
        values[k] = (in.any() >> 8) * 0x1p-21f;
      }
      long[] packed = in.words((rows + 2) * ROW_WORDS);
      float inverse = in.below(2) == 0 ? 0x1p17f : 0x1p12f;
      ops.pack(values, in.below(WIDTH), rows, inverse, packed, in.below(ROW_WORDS));
      out.words(packed);
    }
  },
  TABLES {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      int groups = 1 + in.below(3);
      long[] rows = in.words(4 * groups * ROW_WORDS + 8);
      long[] tables = in.words(16 * groups * ROW_WORDS + 8);
      ops.tables(rows, in.below(8), groups, tables, in.below(8));
      out.words(tables);
    }
  },
  TRANSPOSE {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      long[] rows = in.words(WIDTH * ROW_WORDS + 8);
      long[] columns = in.words(WIDTH * ROW_WORDS + 8);
      long[] work = new long[VectorOps.TRANSPOSE_WORK];
      ops.transpose(rows, in.below(8), columns, in.below(8), work);
      out.words(columns);
    }
  },
  ADD_SCALED_ROWS {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      float[] rows = in.numbers(LEAD_IN + ROWS * WIDTH);
      float[] factors = in.numbers(2 * ROWS);
      float[] sums = in.numbers(LEAD_IN + 3 * WIDTH);
      for (int count : new int[] {0, 1, 4, ROWS}) {
        int at = LEAD_IN + in.below(3) * WIDTH;
        ops.addScaledRows(rows, LEAD_IN, factors, in.below(ROWS), count, sums, at);
        out.floats(sums);
      }
    }
  };

  private static final int ROWS = 9;
  private static final int[] COUNTS = {0, 1, 2, 3, 40};

  /** Takes what a primitive wrote, whatever was in the arrays beside it included. */
  interface Output {
    void word(long word);

    default void integers(int[] values) {
      for (int value : values) {
        word(value);
      }
    }

    default void words(long[] values) {
      for (long value : values) {
        word(value);
      }
    }

    /** All NaN are one. */
    default void floats(float[] values) {
      for (float value : values) {
        word(Float.floatToIntBits(value));
      }
    }
  }

  /** Runs the primitive once over the next inputs. */
  abstract void run(VectorOps ops, Inputs in, Output out);
}
