package dev.reverie.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.numeric.Logistic;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExactLogPartitionTest {
  @ParameterizedTest
  @CsvSource({"1,1", "1,7", "7,1", "3,5", "5,3", "4,4", "9,6", "6,9", "3,12", "12,4"})
  void shouldBeTheSumOverAllStates(int visible, int hidden) {
    SmallModel model = SmallModel.random(visible, hidden, 1.5, new Random(visible * 100 + hidden));
    double expected = model.bruteLogPartition();
    assertEquals(expected, ExactLogPartition.of(model.rbm, model.parameters), 1e-12 * expected);
  }

  @ParameterizedTest
  @CsvSource({"70,5,1", "131,3,1", "300,11,1", "784,12,0.3", "200,4,100", "13,12,30"})
  void shouldBeTheSumOverTheSmallerLayerWhateverTheSize(int visible, int hidden, double scale) {
    SmallModel model = SmallModel.random(visible, hidden, scale, new Random(visible));
    double expected = model.logPartition();
    assertEquals(
        expected, ExactLogPartition.of(model.rbm, model.parameters), 1e-12 * Math.abs(expected));
  }

  @ParameterizedTest
  @CsvSource({"5,70", "4,131", "12,300"})
  void shouldNotCareWhichLayerIsSmaller(int visible, int hidden) {
    SmallModel model = SmallModel.random(hidden, visible, 1, new Random(hidden));
    Rbm turned = new Rbm(visible, hidden);
    Parameters parameters = new Parameters(turned.layout());
    for (int i = 0; i < visible; i++) {
      for (int j = 0; j < hidden; j++) {
        parameters.set(turned.weights(), i, j, model.parameters.at(model.rbm.weights(), j, i));
      }
    }
    parameters.setRows(turned.visibleBias(), model.parameters.rows(model.rbm.hiddenBias()));
    parameters.setRows(turned.hiddenBias(), model.parameters.rows(model.rbm.visibleBias()));
    turned.derive(parameters);
    double expected = model.logPartition();
    assertEquals(expected, ExactLogPartition.of(turned, parameters), 1e-12 * expected);
  }

  @Test
  void shouldMultiplyOverUnitsThatAreNotConnected() {
    Rbm rbm = new Rbm(25, 22);
    Parameters parameters = new Parameters(rbm.layout());
    double expected = 0;
    for (int i = 0; i < 25; i++) {
      parameters.set(rbm.visibleBias(), 0, i, i / 2f - 6);
      expected += Logistic.softplus(i / 2f - 6);
    }
    for (int j = 0; j < 22; j++) {
      float bias = j % 3 == 0 ? j / 4f : -60;
      parameters.set(rbm.hiddenBias(), 0, j, bias);
      expected += Logistic.softplus(bias);
    }
    rbm.derive(parameters);
    assertEquals(expected, ExactLogPartition.of(rbm, parameters), 1e-9);
  }

  @Test
  void shouldRefuseMoreThanTwentyTwoUnitsInTheSmallerLayer() {
    Rbm rbm = new Rbm(23, 30);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> ExactLogPartition.of(rbm, new Parameters(rbm.layout())));
    assertEquals("units of the smaller layer=23, must be at most 22", refusal.getMessage());
  }

  @Test
  void shouldRefuseParametersThatAreNotNumbers() {
    SmallModel model = SmallModel.random(3, 2, 1, new Random(1));
    model.parameters.set(model.rbm.weights(), 2, 1, Float.NaN);
    assertThrows(DivergedException.class, () -> ExactLogPartition.of(model.rbm, model.parameters));
  }
}
