package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pair sums, transposed weights and padding, whatever the buffer held before. */
final class DerivedBlocksTest {
  @ParameterizedTest
  @CsvSource({"6, 4", "5, 3", "70, 3", "3, 70", "65, 129", "1, 1", "64, 64"})
  void shouldFollowFromWhatIsLearned(int visible, int hidden) {
    Rbm rbm = new Rbm(visible, hidden);
    Parameters parameters = derivedInPoison(rbm);
    for (int i = 0; i < visible; i++) {
      for (int j = 0; j < hidden; j++) {
        float weight = parameters.at(rbm.weights(), i, j);
        assertEquals(weight, parameters.at(rbm.weightsTransposed(), j, i), i + "," + j);
      }
    }
    assertPairSums(parameters, rbm.weights());
    assertPairSums(parameters, rbm.weightsTransposed());
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

  private static void assertPairSums(Parameters parameters, Block block) {
    float[] values = parameters.values();
    for (int row = 0; row < block.rows(); row += 2) {
      for (int column = 0; column < Panels.padded(block.columns()); column++) {
        boolean inside = column < block.columns();
        float first = inside ? parameters.at(block, row, column) : 0;
        boolean paired = inside && row + 1 < block.rows();
        float second = paired ? parameters.at(block, row + 1, column) : 0;
        int at = block.index(row, column);
        assertEquals(first, values[at], block.name());
        assertEquals(second, values[at + 64], block.name());
        assertEquals(first + second, values[at + 128], block.name());
      }
    }
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
  }
}
