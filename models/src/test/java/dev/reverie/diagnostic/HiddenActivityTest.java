package dev.reverie.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.data.BinaryRows;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import org.junit.jupiter.api.Test;

final class HiddenActivityTest {
  /** Row 0 has all units off, all others have them on. */
  private record TwoKinds(int columns, int rows) implements BinaryRows {
    @Override
    public void fill(long pass, int row, long[] into, int offset) {
      for (int word = 0; word < words(); word++) {
        int units = Math.min(64, columns - 64 * word);
        into[offset + word] = row == 0 ? 0 : -1L >>> 64 - units;
      }
    }

    @Override
    public double[] means() {
      throw new UnsupportedOperationException();
    }
  }

  private static HiddenActivity activity(int rows, float... biasesAndWeights) {
    Rbm rbm = new Rbm(70, biasesAndWeights.length / 2);
    Parameters parameters = new Parameters(rbm.layout());
    for (int j = 0; j < rbm.hidden(); j++) {
      parameters.set(rbm.hiddenBias(), 0, j, biasesAndWeights[2 * j]);
      parameters.set(rbm.weights(), 69, j, biasesAndWeights[2 * j + 1]);
    }
    rbm.derive(parameters);
    return HiddenActivity.of(rbm, parameters, new TwoKinds(70, rows), 0, rows);
  }

  @Test
  void shouldCountUnitsThatAreHardlyEverOrNearlyAlwaysOn() {
    // Logistic of -4.7 is 0.9 %, of -4.5 is 1.1 %.
    assertEquals(
        new HiddenActivity(2, 1, 5), activity(4, -4.7f, 0, -4.5f, 0, 4.7f, 0, 4.5f, 0, -20, 0));
  }

  @Test
  void shouldAverageOverRows() {
    // On for all rows but the first one: half of two, 98 % of 50, 99.5 % of 200.
    assertEquals(new HiddenActivity(0, 0, 1), activity(2, -20, 40));
    assertEquals(new HiddenActivity(0, 0, 1), activity(50, -20, 40));
    assertEquals(new HiddenActivity(0, 1, 1), activity(200, -20, 40));
    assertEquals(new HiddenActivity(1, 0, 1), activity(200, 20, -40));
  }

  @Test
  void shouldRefuseRowsThatDoNotFit() {
    Rbm rbm = new Rbm(5, 2);
    Parameters parameters = new Parameters(rbm.layout());
    assertThrows(
        IllegalArgumentException.class,
        () -> HiddenActivity.of(rbm, parameters, new TwoKinds(4, 3), 0, 3));
    assertThrows(
        IllegalArgumentException.class,
        () -> HiddenActivity.of(rbm, parameters, new TwoKinds(5, 3), 2, 2));
  }
}
