package dev.reverie.numeric;

import static dev.reverie.numeric.Panels.ROW_WORDS;
import static dev.reverie.numeric.Panels.WIDTH;

import dev.reverie.random.RandomStream;

/** The readable reference, and what runs where the JVM has no vector module. */
final class ScalarOps implements VectorOps {
  private static final int ROUNDING_BITS = Float.floatToRawIntBits(Logistic.ROUNDING);

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void addRows(
      float[] values, int base, int[] places, int count, float[] out, int outOffset) {
    for (int k = 0; k < count; k++) {
      int row = base + places[k];
      for (int column = 0; column < WIDTH; column++) {
        out[outOffset + column] += values[row + column];
      }
    }
  }

  @Override
  public void addScaledRows(
      float[] values,
      int base,
      float[] factors,
      int factorsOffset,
      int rows,
      float[] out,
      int outOffset) {
    for (int row = 0; row < rows; row++) {
      float factor = factors[factorsOffset + row];
      for (int column = 0; column < WIDTH; column++) {
        out[outOffset + column] += factor * values[base + row * WIDTH + column];
      }
    }
  }

  @Override
  public void addProducts(
      float[] values,
      int base,
      int rows,
      float[] factors,
      int[] places,
      int states,
      float[] out,
      int outOffset) {
    for (int s = 0; s < states; s++) {
      for (int row = 0; row < rows; row++) {
        float factor = factors[places[s] + row];
        for (int column = 0; column < WIDTH; column++) {
          int at = outOffset + s * WIDTH + column;
          out[at] = Math.fma(factor, values[base + row * WIDTH + column], out[at]);
        }
      }
    }
  }

  @Override
  public void sumRounded(
      float[] rows,
      int rowsOffset,
      int states,
      float[] factors,
      int factorsOffset,
      int stride,
      int units,
      Into into,
      int[] sums,
      int sumsOffset) {
    for (int unit = 0; unit < units; unit++) {
      for (int column = 0; column < WIDTH; column++) {
        int sum = 0;
        for (int n = 0; n < states; n++) {
          float factor = factors[factorsOffset + unit * stride + n];
          float row = rows[rowsOffset + n * WIDTH + column];
          sum += Float.floatToRawIntBits(Math.fma(factor, row, Logistic.ROUNDING)) - ROUNDING_BITS;
        }
        int at = sumsOffset + unit * WIDTH + column;
        int before = into == Into.SET ? 0 : sums[at];
        sums[at] = into == Into.SUBTRACT ? before - sum : before + sum;
      }
    }
  }

  @Override
  public void addWeightedRows(
      float[] values,
      int base,
      int[] places,
      int placesOffset,
      float[] factors,
      int factorsOffset,
      int count,
      float[] out,
      int outOffset) {
    for (int k = 0; k < count; k++) {
      float factor = factors[factorsOffset + k];
      int row = base + places[placesOffset + k];
      for (int column = 0; column < WIDTH; column++) {
        out[outOffset + column] += factor * values[row + column];
      }
    }
  }

  @Override
  public void transposeBits(long[] rows, int words) {
    long mask = 0x00000000FFFFFFFFL;
    for (int width = 32; width != 0; width >>>= 1, mask ^= mask << width) {
      for (int at = 0; at < 64 * words; at++) {
        if ((at / words & width) == 0) {
          int far = at + width * words;
          long swapped = (rows[at] >>> width ^ rows[far]) & mask;
          rows[at] ^= swapped << width;
          rows[far] ^= swapped;
        }
      }
    }
  }

  @Override
  public void places(
      long[] bits, int bitsOffset, int words, int states, int zeros, int[] places, int[] starts) {
    for (int n = 0; n < states; n++) {
      int at = bitsOffset + n * words;
      starts[n + 1] = Panels.places(bits, at, words, zeros, places, starts[n]);
    }
  }

  @Override
  public void fields(
      long[] rows,
      int base,
      int[] places,
      int[] starts,
      int lists,
      float unit,
      float[] bias,
      int biasOffset,
      float[] fields,
      int fieldsOffset) {
    for (int list = 0; list < lists; list++) {
      for (int column = 0; column < WIDTH; column++) {
        int sum = sum(rows, base, places, starts[list], starts[list + 1], column, Panels.ZERO);
        fields[fieldsOffset + list * WIDTH + column] = bias[biasOffset + column] + unit * sum;
      }
    }
  }

  @Override
  public void fieldsOfFours(
      long[] rows,
      int base,
      int[] places,
      int[] starts,
      int states,
      float unit,
      float[] bias,
      int biasOffset,
      float[] fields,
      int fieldsOffset,
      float[] work) {
    for (int four = 0; 4 * four < states; four++) {
      int lists = four * Panels.LISTS_OF_FOUR;
      for (int column = 0; column < WIDTH; column++) {
        int at = fieldsOffset + 4 * four * WIDTH + column;
        int[] sums = new int[4];
        for (int choice = 1; choice <= Panels.LISTS_OF_FOUR; choice++) {
          int from = starts[lists + choice - 1];
          int to = starts[lists + choice];
          int sum = sum(rows, base, places, from, to, column, Panels.ZERO);
          for (int n = 0; n < 4; n++) {
            sums[n] += sum * (choice >>> n & 1);
          }
        }
        for (int n = 0; n < 4; n++) {
          fields[at + n * WIDTH] = bias[biasOffset + column] + unit * sums[n];
        }
      }
    }
  }

  private static int sum(
      long[] rows, int base, int[] places, int from, int to, int column, int zero) {
    int sum = 0;
    for (int k = from; k < to; k++) {
      sum += Panels.bits(rows, base + places[k], column) - zero;
    }
    return sum;
  }

  @Override
  public void sumRows(
      long[] rows,
      int base,
      int[] places,
      int[] starts,
      int lists,
      int[] excess,
      int[] follows,
      int[] sums,
      int sumsOffset) {
    for (int list = 0; list < lists; list++) {
      for (int column = 0; column < WIDTH; column++) {
        int at = sumsOffset + list * WIDTH + column;
        int before = list == 0 ? 0 : sums[at - WIDTH] & follows[list];
        int sum = sum(rows, base, places, starts[list], starts[list + 1], column, 0);
        sums[at] = before + sum - excess[list];
      }
    }
  }

  @Override
  public void thresholds(
      float[] fields, int fieldsOffset, int length, float scale, int[] thresholds, int offset) {
    float factor = -Logistic.LOG2_E * scale;
    for (int k = 0; k < length; k++) {
      thresholds[offset + k] = Logistic.threshold(fields[fieldsOffset + k] * factor);
    }
  }

  @Override
  public void draw(
      RandomStream random,
      int panel,
      int firstItem,
      long[] steps,
      int stepsOffset,
      int states,
      int[] thresholds,
      int offset,
      long[] out,
      int outOffset,
      int stride,
      long[] work) {
    for (int n = 0; n < states; n++) {
      long drawn = 0;
      for (int column = 0; column < WIDTH; column++) {
        int unit = panel * WIDTH + column;
        int bits = random.drawBits(firstItem + n, steps[stepsOffset + n], unit);
        drawn |= (bits < thresholds[offset + n * WIDTH + column] ? 1L : 0L) << column;
      }
      out[outOffset + n * stride] = drawn;
    }
  }

  @Override
  public void probabilities(int[] thresholds, int offset, int states, long[] out, int outOffset) {
    for (int k = 0; k < states * WIDTH; k++) {
      int rounded = Math.min(thresholds[offset + k] + 256 >> 9, MOST_PROBABILITY);
      Panels.setBits(out, outOffset + k / WIDTH * ROW_WORDS, k % WIDTH, rounded);
    }
  }

  @Override
  public float step(
      float[] weights,
      int weightsOffset,
      float[] gradient,
      int gradientOffset,
      float[] velocity,
      int velocityOffset,
      StepSize size,
      float[] next,
      int nextOffset,
      int length) {
    float largest = 0;
    for (int column = 0; column < length; column++) {
      float weight = weights[weightsOffset + column];
      float force = gradient[gradientOffset + column] - size.decay() * weight;
      float speed = size.rate() * force;
      if (velocity != null) {
        speed = size.momentum() * velocity[velocityOffset + column] + speed;
        velocity[velocityOffset + column] = speed;
      }
      float moved = weight + speed;
      next[nextOffset + column] = moved;
      largest = Math.max(largest, Math.abs(moved));
    }
    return largest;
  }

  @Override
  public float stepBySums(
      long[] rows,
      int base,
      int[] places,
      int[] starts,
      int lists,
      int[] excess,
      int[] follows,
      int[] sums,
      int sumsOffset,
      float scale,
      StepSize size,
      float[] weights,
      float[] next,
      int at,
      float inverse,
      long[] packed,
      int packedOffset) {
    int length = lists * WIDTH;
    float[] gradient = new float[length];
    sumRows(rows, base, places, starts, lists, excess, follows, sums, sumsOffset);
    scale(sums, sumsOffset, scale, false, gradient, 0, length);
    float largest = step(weights, at, gradient, 0, null, 0, size, next, at, length);
    pack(next, at, lists, inverse, packed, packedOffset);
    return largest;
  }

  @Override
  public void values(
      float[] gradient,
      int offset,
      int rows,
      ValueStep by,
      int row,
      int column,
      float[] rowSums,
      float[] columnSums) {
    for (int c = 0; c < WIDTH; c++) {
      float factor = by.columnFactor()[column + c];
      float change = by.columnChange()[column + c];
      float share = by.columnShare()[column + c];
      for (int r = 0; r < rows; r++) {
        int at = offset + r * WIDTH + c;
        float product = by.scale() * gradient[at] + factor * by.rowChange()[row + r];
        float value = (product + by.rowFactor()[row + r] * change) * by.rowPrecision()[row + r];
        gradient[at] = value;
        rowSums[r * ROW_SUMS + c % ROW_SUMS] += value * share;
        columnSums[c] += value * by.rowShare()[row + r];
      }
    }
  }

  @Override
  public void merge(int[] numbers, int offset, Into into, int[] out, int outOffset, int length) {
    int sign = into == Into.ADD ? 1 : -1;
    for (int column = 0; column < length; column++) {
      out[outOffset + column] += sign * numbers[offset + column];
    }
  }

  @Override
  public void scale(
      int[] sums,
      int sumsOffset,
      float scale,
      boolean add,
      float[] out,
      int outOffset,
      int length) {
    for (int column = 0; column < length; column++) {
      float scaled = scale * sums[sumsOffset + column];
      out[outOffset + column] = add ? out[outOffset + column] + scaled : scaled;
    }
  }

  @Override
  public void pack(
      float[] values, int offset, int rows, float inverse, long[] packed, int packedOffset) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < WIDTH; column++) {
        float shifted = values[offset + row * WIDTH + column] * inverse + Logistic.ROUNDING;
        int number = Float.floatToRawIntBits(shifted) + Panels.ZERO;
        Panels.setBits(packed, packedOffset + row * ROW_WORDS, column, number);
      }
    }
  }

  @Override
  public void transpose(long[] in, int inOffset, long[] out, int outOffset, long[] work) {
    for (int row = 0; row < WIDTH; row++) {
      for (int column = 0; column < WIDTH; column++) {
        int bits = Panels.bits(in, inOffset + row * ROW_WORDS, column);
        Panels.setBits(out, outOffset + column * ROW_WORDS, row, bits);
      }
    }
  }

  @Override
  public void softplusGrowth(float[] fields, int offset, float from, float change, float[] out) {
    for (int part = 0; part < GROWTH_PARTS; part++) {
      float positive = 0;
      float lost = 0;
      for (int column = part; column < WIDTH; column += GROWTH_PARTS) {
        float field = fields[offset + column];
        float tail = Logistic.tail(Math.abs(field) * from);
        float y = tail * Logistic.oneMinusExp(Math.abs(field) * change);
        positive += Math.max(field, 0);
        lost += (1f - lost) * y;
      }
      out[part] = positive;
      out[GROWTH_PARTS + part] = lost;
    }
  }
}
