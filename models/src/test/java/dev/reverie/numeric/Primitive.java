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
      long[] rows = in.fourteenBits(LEAD_IN_WORDS + ROWS * ROW_WORDS);
      int lists = 1 + in.below(3);
      int first = in.below(2);
      int[] sums = in.integers(LEAD_IN + (lists + 1) * WIDTH);
      int[] starts = in.starts(first + lists);
      int[] places = in.places(starts[first + lists], ROWS, ROW_WORDS);
      int[] from = Arrays.copyOfRange(starts, first, starts.length);
      int[] excess = in.integers(lists);
      int[] follows = new int[lists];
      for (int list = 1; list < lists; list++) {
        follows[list] = -in.below(2);
      }
      int at = LEAD_IN + in.below(2) * WIDTH;
      ops.sumRows(rows, LEAD_IN_WORDS, places, from, lists, excess, follows, sums, at);
      out.integers(sums);
    }
  },
  THRESHOLDS {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      int length = WIDTH * (1 + in.below(2));
      float[] fields = in.numbers(length + WIDTH);
      int[] thresholds = in.integers(length + WIDTH);
      for (float scale : new float[] {1f, 0.5f, 0.9f, 0x1p-20f, 3f}) {
        ops.thresholds(fields, in.below(WIDTH), length, scale, thresholds, in.below(WIDTH));
        out.integers(thresholds);
      }
    }
  },
  DRAW {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      Purpose[] purposes = Arrays.copyOf(Purpose.values(), 19); // more would change the digests
      RandomStream stream = new RandomStream(in.anyLong(), purposes[in.below(purposes.length)]);
      int panel = in.below(1 << 19);
      int item = in.any();
      int states = 1 + in.below(3);
      long[] steps = {in.anyLong(), in.anyLong(), in.anyLong(), in.anyLong()};
      int firstStep = in.below(2);
      int[] thresholds = in.thresholds((states + 1) * WIDTH);
      int at = in.below(WIDTH);
      for (int k = 0; k < states * WIDTH; k += 3) {
        int unit = panel * WIDTH + k % WIDTH;
        int bits = stream.drawBits(item + k / WIDTH, steps[firstStep + k / WIDTH], unit);
        thresholds[at + k] = bits + in.below(2);
      }
      long[] drawn = in.words(9);
      ops.draw(
          stream,
          panel,
          item,
          steps,
          firstStep,
          states,
          thresholds,
          at,
          drawn,
          in.below(2),
          3,
          new long[VectorOps.DRAW_WORK]);
      out.words(drawn);
    }
  },
  PROBABILITIES {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      int states = 1 + in.below(3);
      long[] probabilities = in.words((states + 2) * ROW_WORDS);
      int[] thresholds = in.thresholds((states + 1) * WIDTH);
      int at = in.below(2 * ROW_WORDS);
      ops.probabilities(thresholds, in.below(WIDTH), states, probabilities, at);
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
      float[] kept = in.below(2) == 0 ? velocity : null;
      float largest = ops.step(weights, at, gradient, 0, kept, at, size, next, to, length);
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
      long[] rows = in.fourteenBits(LEAD_IN_WORDS + ROWS * ROW_WORDS);
      int lists = 1 + in.below(3);
      float[] fields = in.numbers((lists + 1) * WIDTH);
      int[] starts = in.starts(lists);
      int[] places = in.places(starts[lists], ROWS, ROW_WORDS);
      float[] bias = in.numbers(2 * WIDTH);
      float unit = UNITS[in.below(UNITS.length)];
      int from = in.below(WIDTH);
      int at = in.below(WIDTH);
      ops.fields(rows, LEAD_IN_WORDS, places, starts, lists, unit, bias, from, fields, at);
      out.floats(fields);
    }
  },
  FIELDS_OF_FOURS {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      long[] rows = in.fourteenBits(LEAD_IN_WORDS + ROWS * ROW_WORDS);
      int states = 1 + in.below(9);
      int fours = (states + 3) / 4;
      float[] fields = in.numbers((4 * fours + 1) * WIDTH);
      int[] starts = in.starts(fours * Panels.LISTS_OF_FOUR);
      int[] places = in.places(starts[starts.length - 1], ROWS, ROW_WORDS);
      float[] bias = in.numbers(2 * WIDTH);
      float unit = UNITS[in.below(UNITS.length)];
      int from = in.below(WIDTH);
      int at = in.below(WIDTH);
      float[] work = new float[VectorOps.FOURS_WORK];
      ops.fieldsOfFours(
          rows, LEAD_IN_WORDS, places, starts, states, unit, bias, from, fields, at, work);
      out.floats(fields);
    }
  },
  SCALE {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      for (float scale : new float[] {1f, -0.01f, 0x1p-40f}) {
        int length = WIDTH * (1 + in.below(3));
        int[] sums = in.integers(length + WIDTH);
        float[] all = in.numbers(length + WIDTH);
        int at = in.below(WIDTH);
        ops.scale(sums, at, scale, in.below(2) == 0, all, in.below(WIDTH), length);
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
        values[k] = (in.any() >> 8) * 0x1p-23f;
      }
      long[] packed = in.words((rows + 2) * ROW_WORDS);
      float inverse = in.below(2) == 0 ? 0x1.ffep12f : 0x1p9f;
      ops.pack(values, in.below(WIDTH), rows, inverse, packed, in.below(ROW_WORDS));
      out.words(packed);
    }
  },
  TRANSPOSE_BITS {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      int words = 8 * (1 + in.below(2));
      long[] rows = in.words(64 * words + in.below(2));
      ops.transposeBits(rows, words);
      out.words(rows);
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
  },
  VALUES {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      int rows = 1 + in.below(5);
      int row = in.below(ROWS);
      int column = in.below(2) * WIDTH;
      float[] gradient = in.numbers(LEAD_IN + (rows + 1) * WIDTH);
      float[] rowSums = in.numbers((rows + 1) * VectorOps.ROW_SUMS);
      float[] columnSums = in.numbers(2 * WIDTH);
      ValueStep step =
          new ValueStep(
              UNITS[in.below(UNITS.length)],
              in.numbers(row + rows),
              in.numbers(row + rows),
              in.numbers(row + rows),
              in.numbers(row + rows),
              in.numbers(column + WIDTH),
              in.numbers(column + WIDTH),
              in.numbers(column + WIDTH));
      ops.values(gradient, LEAD_IN, rows, step, row, column, rowSums, columnSums);
      out.floats(gradient);
      out.floats(rowSums);
      out.floats(columnSums);
    }
  },
  ADD_PRODUCTS {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      float[] values = in.numbers(LEAD_IN + ROWS * WIDTH);
      float[] factors = in.numbers(3 * ROWS);
      for (int states : new int[] {0, 1, 4, 7}) {
        int rows = in.below(ROWS + 1);
        float[] sums = in.numbers(LEAD_IN + (states + 1) * WIDTH);
        int[] places = in.places(states, 2 * ROWS, 1);
        ops.addProducts(values, LEAD_IN, rows, factors, places, states, sums, LEAD_IN);
        out.floats(sums);
      }
    }
  },
  SUM_ROUNDED {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      float[] rows = in.whole(LEAD_IN + ROWS * WIDTH, 1 << 14);
      int units = 1 + in.below(3);
      int stride = ROWS + in.below(3);
      float[] factors = in.whole(1 + units * stride, 1 << 14);
      for (int k = 0; k < factors.length; k++) {
        factors[k] *= 0x1p-14f;
      }
      int[] sums = in.integers(LEAD_IN + (units + 1) * WIDTH);
      for (VectorOps.Into into : VectorOps.Into.values()) {
        int states = in.below(ROWS + 1);
        int at = LEAD_IN + in.below(2) * WIDTH;
        ops.sumRounded(rows, LEAD_IN, states, factors, 1, stride, units, into, sums, at);
        out.integers(sums);
      }
    }
  },
  ADD_WEIGHTED_ROWS {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      float[] rows = in.numbers(LEAD_IN + ROWS * WIDTH);
      float[] factors = in.numbers(COUNTS[COUNTS.length - 1] + WIDTH);
      float[] sums = in.numbers(LEAD_IN + 3 * WIDTH);
      for (int count : COUNTS) {
        int[] places = in.places(count + 1, ROWS, WIDTH);
        int at = LEAD_IN + in.below(3) * WIDTH;
        int from = in.below(WIDTH);
        ops.addWeightedRows(rows, LEAD_IN, places, 1, factors, from, count, sums, at);
        out.floats(sums);
      }
    }
  },
  STEP_BY_SUMS {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      long[] rows = in.fourteenBits(LEAD_IN_WORDS + ROWS * ROW_WORDS);
      int lists = 1 + in.below(3);
      int[] starts = in.starts(lists);
      int[] places = in.places(starts[lists], ROWS, ROW_WORDS);
      int[] excess = in.integers(lists);
      int[] follows = new int[lists];
      for (int list = 1; list < lists; list++) {
        follows[list] = -in.below(2);
      }
      int[] sums = in.integers(LEAD_IN + lists * WIDTH);
      int length = (lists + 1) * WIDTH;
      float[] weights = new float[length];
      for (int k = 0; k < length; k++) {
        weights[k] = (in.any() >> 8) * 0x1p-24f;
      }
      float[] next = in.numbers(length);
      float scale = (1 + in.below(9)) * 0x1.1p-36f;
      StepSize size = new StepSize(0x1.3p-3f, 0f, in.below(2) * 0x1.1p-9f);
      long[] packed = in.words((lists + 2) * ROW_WORDS);
      int at = in.below(WIDTH);
      int to = in.below(ROW_WORDS);
      float inverse = in.below(2) == 0 ? 0x1.ffep12f : 0x1p9f;
      float largest =
          ops.stepBySums(
              rows,
              LEAD_IN_WORDS,
              places,
              starts,
              lists,
              excess,
              follows,
              sums,
              LEAD_IN,
              scale,
              size,
              weights,
              next,
              at,
              inverse,
              packed,
              to);
      out.floats(new float[] {largest});
      out.integers(sums);
      out.floats(next);
      out.words(packed);
    }
  },

  /** Behind its end a list may hold whatever. */
  PLACES {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      int words = 1 + in.below(3);
      int states = 1 + in.below(3);
      int offset = in.below(2);
      long[] bits = in.words(offset + states * words);
      for (int k = 0; k < bits.length; k++) {
        int kind = in.below(4);
        bits[k] = kind == 0 ? 0 : kind == 1 ? -1 : kind == 2 ? bits[k] : 1L << bits[k];
      }
      int[] starts = new int[states + 1];
      starts[0] = in.below(5);
      int most = states * (words * WIDTH + 3) + Panels.SPARE_PLACES;
      int[] places = new int[starts[0] + most];
      ops.places(bits, offset, words, states, in.below(1000), places, starts);
      out.integers(starts);
      out.integers(Arrays.copyOf(places, starts[states]));
    }
  },
  MERGE {
    @Override
    void run(VectorOps ops, Inputs in, Output out) {
      for (VectorOps.Into into :
          new VectorOps.Into[] {VectorOps.Into.ADD, VectorOps.Into.SUBTRACT}) {
        int length = WIDTH * (1 + in.below(3));
        int[] numbers = in.integers(length + WIDTH);
        int[] all = in.integers(length + WIDTH);
        ops.merge(numbers, in.below(WIDTH), into, all, in.below(WIDTH), length);
        out.integers(all);
      }
    }
  };

  private static final int ROWS = 9;
  private static final int[] COUNTS = {0, 1, 2, 3, 40};
  private static final float[] UNITS = {1f, 0x1p-12f, 0x1p-24f};

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
