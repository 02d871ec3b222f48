package dev.reverie.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.numeric.Logistic;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RowFiguresTest {
  private static final int ROWS = 20;

  private static Rows rows(int columns, Random random) {
    long[][] states = new long[ROWS][];
    for (int n = 0; n < ROWS; n++) {
      states[n] = SmallModel.state(columns, random);
    }
    return new Rows(columns, states);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "6,9", "9,4", "64,7", "65,12", "200,3"})
  void shouldAverageExactFreeEnergies(int visible, int hidden) {
    Random random = new Random(visible);
    SmallModel model = SmallModel.random(visible, hidden, 1, random);
    Rows rows = rows(visible, random);
    double sum = 0;
    for (long[] row : rows.states()) {
      sum += model.bruteFreeEnergy(row);
    }
    RowMean mean = new RowFigures(model.rbm, model.parameters).freeEnergy(rows);
    assertEquals(sum / ROWS, mean.mean(), 2e-6 * visible);
    assertEquals(ROWS, mean.rows());
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "6,9,1", "9,4,2", "70,6,0.5", "5,11,8"})
  void shouldGiveTheLogProbabilityOfEachUnitGivenTheOthers(int visible, int hidden, double scale) {
    Random random = new Random(hidden);
    SmallModel model = SmallModel.random(visible, hidden, scale, random);
    Rows rows = rows(visible, random);
    double sum = 0;
    for (long[] row : rows.states()) {
      double energy = model.bruteFreeEnergy(row);
      for (int i = 0; i < visible; i++) {
        long[] flipped = row.clone();
        flipped[i >>> 6] ^= 1L << i;
        sum -= Math.log1p(Math.exp(energy - model.bruteFreeEnergy(flipped)));
      }
    }
    RowMean mean = new RowFigures(model.rbm, model.parameters).pseudoLikelihood(rows, 0, ROWS);
    assertEquals(sum / (ROWS * visible), mean.mean(), 2e-6 * scale * hidden);
  }

  @Test
  void shouldGiveLogTwoAUnitToAModelThatKnowsNothing() {
    Random random = new Random(3);
    SmallModel model = SmallModel.random(70, 66, 0, random);
    RowFigures figures = new RowFigures(model.rbm, model.parameters);
    Rows rows = rows(70, random);
    assertEquals(-Math.log(2), figures.pseudoLikelihood(rows, 0, ROWS).mean(), 1e-12);
    assertEquals(0.25, figures.reconstructionError(rows, 0, ROWS).mean(), 1e-12);
  }

  @Test
  void shouldReconstructThroughProbabilities() {
    Random random = new Random(4);
    SmallModel model = SmallModel.random(70, 66, 0.3, random);
    Rows rows = rows(70, random);
    double sum = 0;
    for (long[] row : rows.states()) {
      double[] hidden = new double[66];
      for (int j = 0; j < 66; j++) {
        hidden[j] = model.parameters.at(model.rbm.hiddenBias(), 0, j);
        for (int i = 0; i < 70; i++) {
          hidden[j] += SmallModel.on(row, i) ? model.parameters.at(model.rbm.weights(), i, j) : 0;
        }
      }
      for (int i = 0; i < 70; i++) {
        double field = model.parameters.at(model.rbm.visibleBias(), 0, i);
        for (int j = 0; j < 66; j++) {
          field += model.parameters.at(model.rbm.weights(), i, j) / (1 + Math.exp(-hidden[j]));
        }
        double off = 1 / (1 + Math.exp(field));
        sum += SmallModel.on(row, i) ? off * off : (1 - off) * (1 - off);
      }
    }
    RowFigures figures = new RowFigures(model.rbm, model.parameters);
    assertEquals(sum / (70 * ROWS), figures.reconstructionError(rows, 0, ROWS).mean(), 1e-6);
  }

  @Test
  void shouldTakeOnlyTheRowsThatAreAskedFor() {
    Random random = new Random(5);
    SmallModel model = SmallModel.random(9, 4, 1, random);
    Rows rows = rows(9, random);
    RowFigures figures = new RowFigures(model.rbm, model.parameters);
    assertEquals(
        model.bruteFreeEnergy(rows.states()[7]), figures.freeEnergy(rows, 7, 8).mean(), 1e-5);
    assertThrows(IllegalArgumentException.class, () -> figures.freeEnergy(rows, 8, 8));
    assertThrows(
        IllegalArgumentException.class, () -> figures.freeEnergy(new Rows(8, new long[1]), 0, 1));
  }

  @Test
  void shouldGiveTheStandardErrorOfAMean() {
    RowMean mean = RowMean.of(new double[] {1, 2, 3, 6});
    assertEquals(3, mean.mean());
    assertEquals(Math.sqrt(14.0 / 3 / 4), mean.standardError(), 1e-15);
  }

  @Test
  void shouldSumManySoftplusesWithoutOverflow() {
    float[] fields = new float[3000];
    double expected = 0;
    for (int k = 0; k < fields.length; k++) {
      fields[k] = (k - 1500) * 0.001f;
      expected += Logistic.softplus(fields[k]);
    }
    assertEquals(expected, Logistic.softplusSum(fields, fields.length), 1e-9);
  }
}
