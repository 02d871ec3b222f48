package dev.reverie.numeric;

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
  public void sumRows(int[] values, int base, int[] places, int count, int[] out, int outOffset) {
    for (int column = 0; column < WIDTH; column++) {
      out[outOffset + column] = 0;
    }
    for (int k = 0; k < count; k++) {
      int row = base + places[k];
      for (int column = 0; column < WIDTH; column++) {
        out[outOffset + column] += values[row + column];
      }
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
  public void probabilities(int[] thresholds, int offset, int[] out, int outOffset) {
    for (int column = 0; column < WIDTH; column++) {
      out[outOffset + column] = thresholds[offset + column] + 8 >> 4;
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
      int nextOffset) {
    float largest = 0;
    for (int column = 0; column < WIDTH; column++) {
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
  public void addScaled(int[] sums, int sumsOffset, float scale, float[] out, int outOffset) {
    for (int column = 0; column < WIDTH; column++) {
      out[outOffset + column] += scale * sums[sumsOffset + column];
    }
  }

  @Override
  public void add(float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
    for (int column = 0; column < WIDTH; column++) {
      out[outOffset + column] = a[aOffset + column] + b[bOffset + column];
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
