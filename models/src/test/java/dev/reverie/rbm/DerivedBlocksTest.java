package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packed weights and padding, whatever the buffer held before. */
final class DerivedBlocksTest {
  @ParameterizedTest
  @CsvSource({"6, 4", "5, 3", "70, 3", "3, 70", "65, 129", "1, 1", "64, 64"})
  void shouldFollowFromWhatIsLearned(int visible, int hidden) {
    Rbm rbm = new Rbm(visible, hidden);
    Parameters parameters = derivedInPoison(rbm);
    float unit = parameters.at(rbm.weightsUnit(), 0, 0);
    for (int i = 0; i < Panels.padded(visible); i++) {
      for (int j = 0; j < Panels.padded(hidden); j++) {
        boolean inside = i < visible && j < hidden;
        float weight = inside ? parameters.at(rbm.weights(), i, j) : 0;
        int expected = (int) Math.rint((double) weight / unit);
        assertTrue(Math.abs(expected) < 1 << 13, "weight " + weight + " in units of " + unit);
        assertEquals(expected, number(parameters, rbm.packedWeights(), i, j), i + "," + j);
        assertEquals(expected, number(parameters, rbm.packedTransposed(), j, i), i + "," + j);
      }
    }
  }

  private static int number(Parameters parameters, Block block, int row, int column) {
    int panel = column / 64 * Panels.packedPanel(block.rows());
    int at = block.offset() + panel + row * Panels.ROW_WORDS;
    return Panels.packedNumber(parameters.words(), at, column % 64);
  }

  /** The largest weight uses its bits, and never one more. */
  @Test
  void shouldChooseTheFinestUnitThatTheLargestWeightAllows() {
    for (float largest = 0x1p-10f; largest < 1e4f; largest *= 1.37f) {
      float unit = PackedWeights.unit(largest);
      long packed = Math.round((double) largest / unit);
      assertTrue(packed < 1 << 13, largest + " is " + packed + " units");
      assertTrue(packed >= (1 << 12) - 1, largest + " is only " + packed + " units");
      assertEquals(Math.scalb(1f, Math.getExponent(unit)), unit, "a power of two");
    }
    float below = Math.nextDown(8f);
    assertTrue(Math.round((double) below / PackedWeights.unit(below)) < 1 << 13);
    assertEquals(0x1p-22f, PackedWeights.unit(0));
  }

  @Test
  void shouldKeepTheUnitWhileItServes() {
    float unit = PackedWeights.unit(1.9f);
    assertEquals(unit, PackedWeights.unit(1.99f, unit));
    assertEquals(2 * unit, PackedWeights.unit(2.01f, unit), "too large a weight");
    assertEquals(2 * unit, PackedWeights.unit(1.99f, 2 * unit), "just below the limit again");
    assertEquals(2 * unit, PackedWeights.unit(0.51f, 2 * unit));
    assertEquals(unit / 4, PackedWeights.unit(0.49f, 2 * unit), "too coarse");
    assertEquals(unit, PackedWeights.unit(1.9f, 0));
    assertEquals(unit, PackedWeights.unit(1.9f, Float.NaN));
  }

  /** A buffer full of NaN, into which only learned numbers were written. */
  private static Parameters derivedInPoison(Rbm rbm) {
    Parameters random = Models.random(rbm, 100, 10, new Random(1));
    Parameters parameters = new Parameters(rbm.layout());
    parameters.poison();
    for (Block block : rbm.layout().blocks()) {
      if (block.role() == Role.LEARNED) {
        parameters.setRows(block, random.rows(block));
      }
    }
    rbm.derive(parameters);
    return parameters;
  }

  @ParameterizedTest
  @CsvSource({"6, 4", "64, 65"})
  void shouldPadBiasesSoThatNoUnitIsEverOn(int visible, int hidden) {
    Rbm rbm = new Rbm(visible, hidden);
    Parameters parameters = derivedInPoison(rbm);
    for (Block bias : new Block[] {rbm.visibleBias(), rbm.hiddenBias()}) {
      for (int column = bias.columns(); column < Panels.padded(bias.columns()); column++) {
        assertEquals(VectorOps.NEVER, parameters.values()[bias.offset() + column], bias.name());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"6, 4", "70, 129"})
  void shouldStartFromTheGivenBiasesAndScale(int visible, int hidden) {
    Rbm rbm = new Rbm(visible, hidden);
    Parameters parameters = new Parameters(rbm.layout());
    double[] bias = new Random(1).doubles(visible).toArray();
    rbm.initialise(parameters, bias, 0.01, 5);
    double squares = 0;
    for (float weight : parameters.rows(rbm.weights())) {
      squares += weight * weight / 1e-4;
    }
    int weights = visible * hidden;
    assertEquals(1, squares / weights, 5 * Math.sqrt(2.0 / weights));
    assertArrayEquals(new float[hidden], parameters.rows(rbm.hiddenBias()));
    for (int i = 0; i < visible; i++) {
      assertEquals((float) bias[i], parameters.at(rbm.visibleBias(), 0, i));
    }
    Parameters derived = parameters.copy();
    rbm.derive(derived);
    assertArrayEquals(derived.values(), parameters.values());
    assertArrayEquals(derived.words(), parameters.words());
  }
}
