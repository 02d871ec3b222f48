package dev.reverie.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many small steps must add up to a large one: that is what annealed importance sampling lives on.
 */
final class SoftplusGrowthTest {
  private static final float[] OUT = new float[VectorOps.GROWTH_LENGTH];

  /** 512 fields that stay where they are, so that a rounding that leans to one side adds up. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.1, 1, 5, 30})
  void shouldAddUpOverTenThousandSteps(double scale) {
    float[] fields = fields(scale, new Random(5));
    double sum = 0;
    int steps = 10_000;
    for (int step = 0; step < steps; step++) {
      float from = (float) ((double) step / steps);
      float to = (float) ((step + 1.0) / steps);
      sum += growth(fields, from, to - from);
    }
    assertEquals(exact(fields, 0, 1), sum, 1e-4 * Math.max(1, scale));
  }

  @ParameterizedTest
  @ValueSource(floats = {1f, 0.3f, 0.01f, 1e-4f, 1e-6f})
  void shouldBeRelativelyExactForStepsOfAnySize(float change) {
    Random random = new Random(6);
    for (int run = 0; run < 50; run++) {
      float[] fields = fields(Math.exp(3 * random.nextGaussian()), random);
      float from = random.nextFloat() * (1 - change);
      double positive = 0;
      for (float field : fields) {
        positive += change * Math.abs(field);
      }
      assertEquals(exact(fields, from, change), growth(fields, from, change), 3e-7 * positive);
    }
  }

  private static float[] fields(double scale, Random random) {
    float[] fields = new float[512];
    for (int k = 0; k < fields.length; k++) {
      fields[k] = (float) (scale * random.nextGaussian());
    }
    return fields;
  }

  private static double growth(float[] fields, float from, float change) {
    double growth = 0;
    for (int panel = 0; panel < fields.length; panel += Panels.WIDTH) {
      VectorOps.best().softplusGrowth(fields, panel, from, change, OUT);
      double product = 1;
      for (int part = 0; part < VectorOps.GROWTH_PARTS; part++) {
        growth += (double) change * OUT[part];
        product *= 1 - (double) OUT[VectorOps.GROWTH_PARTS + part];
      }
      growth += Math.log(product);
    }
    return growth;
  }

  private static double exact(float[] fields, double from, double change) {
    double sum = 0;
    for (float field : fields) {
      sum += Logistic.softplus((from + change) * field) - Logistic.softplus(from * field);
    }
    return sum;
  }
}
