package dev.reverie.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.input.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RealRowsTest {
  @TempDir private Path folder;

  private Dataset read(String text) throws Exception {
    Path file = folder.resolve("rows.csv");
    Files.writeString(file, text);
    return DataReader.read(file, ValueRange.REAL);
  }

  private static float[] row(StateRows rows, int row) {
    float[] values = new float[rows.columns()];
    rows.values(0, row, values, 0);
    return values;
  }

  @Test
  void shouldGiveNumbersAsTheyAre() throws Exception {
    RealRows rows = RealRows.of(read("-3,0.5,1e6\n5,0,-2e6\n"));
    assertArrayEquals(new float[] {-3, 0.5f, 1e6f}, row(rows, 0));
    assertArrayEquals(new double[] {1, 0.25, -5e5}, rows.means());
    assertArrayEquals(new double[] {16, 0.0625, 2.25e12}, rows.variances());
  }

  @Test
  void shouldStandardiseByTheTrainingRowsAndChangeBack() throws Exception {
    Dataset train = read("-3,7,100\n5,7,300\n-3,7,100\n5,7,300\n");
    Standardisation change = Standardisation.of(train);
    RealRows rows = RealRows.of(train, change);
    assertArrayEquals(new float[] {-1, 0, -1}, row(rows, 0));
    assertArrayEquals(new double[3], rows.means());
    assertArrayEquals(new double[] {1, 0, 1}, rows.variances());
    RealRows test = RealRows.of(read("9,8,200\n"), change);
    float[] other = row(test, 0);
    assertArrayEquals(new float[] {2, 1, 0}, other);
    change.undo(other);
    assertArrayEquals(new float[] {9, 8, 200}, other);
    assertEquals(Math.log(4 * 100), change.logVolume(), 1e-6);
    assertThrows(InputException.class, () -> RealRows.of(read("1,2\n"), change));
  }

  /** One row of a hundred differs, by little: a test row of 1 is 100 deviations off, not 1000. */
  @Test
  void shouldNotBlowUpIntensitiesThatHardlyEverChange() throws Exception {
    Dataset train = read("0\n".repeat(99) + "0.01\n");
    assertTrue(train.hasIntensities());
    assertEquals(0.01f, Standardisation.of(train).deviations()[0]);
    Dataset real = read("0\n".repeat(99) + "-0.01\n");
    assertFalse(real.hasIntensities());
    assertEquals(0.000995, Standardisation.of(real).deviations()[0], 1e-6);
  }

  @Test
  void shouldRefuseWhatIsNoFiniteNumber() {
    for (String wrong : new String[] {"NaN", "Infinity", "1e39", "x", ""}) {
      assertThrows(InputException.class, () -> read("0,1\n" + wrong + ",1\n"), wrong);
    }
  }
}
