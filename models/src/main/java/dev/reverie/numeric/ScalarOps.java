package dev.reverie.numeric;

import static dev.reverie.numeric.Panels.ROW_WORDS;
import static dev.reverie.numeric.Panels.WIDTH;

import dev.reverie.random.Philox;

/** The readable reference, and what runs where the JVM has no vector module. */
final class ScalarOps implements VectorOps {
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
  public void sumRows(
      long[] values,
      int base,
      int[] places,
      int from,
      int to,
      Into into,
      int[] sums,
      int sumsOffset) {
    for (int column = 0; column < WIDTH; column++) {
      int sum = 0;
      for (int k = from; k < to; k++) {
        sum += Panels.packedNumber(values, base + places[k], column);
      }
      int before = into == Into.SET ? 0 : sums[sumsOffset + column];
      sums[sumsOffset + column] = into == Into.SUBTRACT ? before - sum : before + sum;
    }
  }

  @Override
  public void tables(long[] rows, int offset, int groups, long[] tables, int tablesOffset) {
    for (int row = 0; row < 16 * groups; row++) {
      for (int column = 0; (row == 0 || row % 16 != 0) && column < WIDTH; column++) {
        int sum = 0;
        for (int k = 0; k < 4; k++) {
          int from = offset + (row / 16 * 4 + k) * ROW_WORDS;
          sum += (row >>> k & 1) * Panels.packedNumber(rows, from, column);
        }
        put(tables, tablesOffset + row * ROW_WORDS, column, sum);
      }
    }
  }

  private static void put(long[] values, int row, int column, int number) {
    int word = row + (column & 31) / 2;
    int shift = Panels.packedShift(column);
    long mask = 0xFFFFL << shift;
    long bits = number ^ Panels.ZERO;
    values[word] = values[word] & ~mask | bits << shift & mask;
  }

  @Override
  public void fields(
      int[] sums,
      int sumsOffset,
      float unit,
      float[] bias,
      int biasOffset,
      float[] fields,
      int fieldsOffset) {
    for (int column = 0; column < WIDTH; column++) {
      fields[fieldsOffset + column] = bias[biasOffset + column] + unit * sums[sumsOffset + column];
    }
  }

  @Override
  public void thresholds(
      float[] fields, int fieldsOffset, float scale, int[] thresholds, int offset) {
    for (int column = 0; column < WIDTH; column++) {
      thresholds[offset + column] = Logistic.threshold(fields[fieldsOffset + column] * scale);
    }
  }

  @Override
  public long draw(
      int counter, int item, long step, long seed, int[] thresholds, int offset, long[] blocks) {
    int[] words = new int[4];
    long drawn = 0;
    for (int block = 0; block < 16; block++) {
      Philox.block(
          counter + block,
          item,
          (int) step,
          (int) (step >>> 32),
          (int) seed,
          (int) (seed >>> 32),
          words);
      int first = block < 8 ? 2 * block : 2 * (block - 8) + 1;
      for (int word = 0; word < 4; word++) {
        int unit = word * 16 + first;
        if (words[word] >>> 8 < thresholds[offset + unit]) {
          drawn |= 1L << unit;
        }
      }
    }
    return drawn;
  }

  @Override
  public void probabilities(int[] thresholds, int offset, long[] out, int outOffset) {
    for (int column = 0; column < WIDTH; column++) {
      put(out, outOffset, column, thresholds[offset + column] + 512 >> 10);
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
      float speed = size.momentum() * velocity[velocityOffset + column] + size.rate() * force;
      float moved = weight + speed;
      velocity[velocityOffset + column] = speed;
      next[nextOffset + column] = moved;
      largest = Math.max(largest, Math.abs(moved));
    }
    return largest;
  }

  @Override
  public void combine(
      int[] sums,
      int sumsOffset,
      float scale,
      int[] others,
      int othersOffset,
      float otherScale,
      float[] out,
      int outOffset,
      int length) {
    for (int column = 0; column < length; column++) {
      out[outOffset + column] =
          scale * sums[sumsOffset + column] + otherScale * others[othersOffset + column];
    }
  }

  @Override
  public void pack(
      float[] values, int offset, int rows, float inverse, long[] packed, int packedOffset) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < WIDTH; column++) {
        float shifted = values[offset + row * WIDTH + column] * inverse + Logistic.ROUNDING;
        put(packed, packedOffset + row * ROW_WORDS, column, Float.floatToRawIntBits(shifted));
      }
    }
  }

  @Override
  public void transpose(long[] in, int inOffset, long[] out, int outOffset, long[] work) {
    for (int row = 0; row < WIDTH; row++) {
      for (int column = 0; column < WIDTH; column++) {
        int number = Panels.packedNumber(in, inOffset + row * ROW_WORDS, column);
        put(out, outOffset + column * ROW_WORDS, row, number);
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
