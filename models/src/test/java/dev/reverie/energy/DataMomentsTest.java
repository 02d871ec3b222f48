package dev.reverie.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.input.InputException;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import org.junit.jupiter.api.Test;

class DataMomentsTest {
  private static final Energy ENERGY =
      LinearEnergy.on(2)
          .base(x -> x[0] > 100 ? Double.POSITIVE_INFINITY : 0)
          .term("first", x -> x[0])
          .term("square", x -> x[1] * x[1])
          .build();
  private static final double[][] ROWS = {{1, 10}, {2, 20}, {4, 30}, {8, 40}, {16, 50}};

  @Test
  void shouldSumTheNegativeGradientOverAllRowsInAnyParts() {
    DataMoments phase = phase(ROWS, 5);
    ExactSums first = (ExactSums) phase.newSums();
    ExactSums second = (ExactSums) phase.newSums();
    phase.contribute(snapshot(), 3, 0, 2, first);
    phase.contribute(snapshot(), 3, 2, 5, second);
    first.add(second);
    assertEquals(-31, first.mean(0, 1));
    assertEquals(-5500, first.mean(1, 1));
  }

  @Test
  void shouldPresentEveryRowOnceAPass() {
    DataMoments phase = phase(ROWS, 2);
    assertEquals(3, data(ROWS, 2).batchesPerPass());
    for (int pass = 0; pass < 4; pass++) {
      ExactSums sums = (ExactSums) phase.newSums();
      for (long batch = 3L * pass; batch < 3L * pass + 3; batch++) {
        phase.contribute(snapshot(), batch, 0, phase.items(batch), sums);
      }
      assertEquals(-31, sums.mean(0, 1));
    }
  }

  @Test
  void shouldRefuseRowsThatAreNoStates() {
    assertRefused("data has 0 rows", new double[0][]);
    assertRefused("data row 1 has 1 numbers, must have 2", new double[][] {{1, 2}, {3}});
    assertRefused("data row 1 column 0 is NaN", new double[][] {{1, 2}, {Double.NaN, 4}});
  }

  @Test
  void shouldRefuseALetterThatIsNotInItsAlphabet() {
    Energy spins = LinearEnergy.on(2, Alphabet.spins()).build();
    double[][] rows = {{1, -1}, {1, 0}};
    InputException thrown =
        assertThrows(InputException.class, () -> new DataRows(spins, rows, 1, 1));
    assertEquals("data row 1 column 1 is 0.0, must be one of [-1.0, 1.0]", thrown.getMessage());
  }

  @Test
  void shouldRefuseDataBehindAWall() {
    DataRows rows = data(new double[][] {{1, 2}, {101, 2}}, 1);
    InputException thrown =
        assertThrows(InputException.class, () -> rows.requireFiniteEnergies(new double[2]));
    assertTrue(thrown.getMessage().startsWith("data row 1 has the energy Infinity"));
  }

  private static void assertRefused(String message, double[][] rows) {
    InputException thrown = assertThrows(InputException.class, () -> phase(rows, 1));
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }

  private static DataRows data(double[][] rows, int batch) {
    return new DataRows(ENERGY, rows, batch, 1);
  }

  private static DataMoments phase(double[][] rows, int batch) {
    return new DataMoments(ENERGY, Theta.in(layout(), ENERGY), data(rows, batch));
  }

  private static Snapshot snapshot() {
    return new Snapshot(new Version(0, 0), new Parameters(layout()));
  }

  private static Layout layout() {
    Layout.Builder layout = Layout.builder();
    Theta.addTo(layout, ENERGY);
    return layout.build();
  }
}
