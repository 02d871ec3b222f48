package dev.reverie.service;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.tensor.Npy;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with a run that is there. */
final class TrainedRunTest {
  @TempDir static Path folder;

  @BeforeAll
  static void train() {
    Trained.run(folder, "run", "--epochs=20");
  }

  private static Run done(String... arguments) {
    return Run.in(folder, arguments).assertDone();
  }

  private static void assertRefused(String expected, String... arguments) {
    Run.in(folder, arguments).assertRefused(expected);
  }

  private static float[][] matrix(String name) throws Exception {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      return Npy.readFloats(in, name);
    }
  }

  @Test
  void shouldTellTheExactLikelihoodOfASmallModel() {
    String out = done("evaluate", "run").out();

    assertAll(
        () -> assertTrue(out.contains("binarised by threshold"), out),
        () -> assertTrue(out.matches("(?s).*estimator +exact\n.*"), out),
        () -> assertTrue(out.matches("(?s).*train likelihood +-[0-9.]+ nats.*"), out),
        () -> assertTrue(out.matches("(?s).*test likelihood +-[0-9.]+ nats.*"), out),
        () -> assertTrue(out.matches("(?s).*pseudo-likelihood +-[0-9.]+ nats per unit.*"), out),
        () -> assertTrue(out.matches("(?s).*reconstruction error +[0-9.]+ per unit.*"), out),
        () -> assertTrue(out.contains("free-energy gap"), out));
  }

  @Test
  void shouldNameTheEstimatorsSettingsWhereItEstimates() throws Exception {
    String rows = "0,1,1,0,1\n".repeat(20) + "1,0,0,1,1\n".repeat(20);
    Files.writeString(folder.resolve("wide.csv"), widened(rows));
    done(
        "train", "--data=" + folder.resolve("wide.csv"), "--hidden=24", "--epochs=2", "--out=wide");
    String out =
        done("evaluate", "wide", "--temperatures=50", "--ais-runs=10", "--warm-sweeps=7").out();

    assertAll(
        () -> assertTrue(out.contains("AIS and reverse AIS"), out),
        () -> assertTrue(out.contains("7 warm sweeps"), out),
        () -> assertTrue(out.contains("10 runs, 50 temperatures"), out));
  }

  private static String widened(String rows) {
    return rows.lines()
        .map(row -> String.join(",", row, row, row, row, row) + "\n")
        .reduce("", String::concat);
  }

  @Test
  void shouldEvaluateOnOtherData() throws Exception {
    Files.writeString(folder.resolve("same.csv"), "1,1,1,1,0,0,0,0,1,1,1,1,0,0,0,0\n".repeat(10));
    String out = done("evaluate", "run", "--data=same.csv").out();

    assertTrue(out.contains("same.csv: 9 rows"), out);
  }

  @Test
  void shouldRefuseDataThatDoNotFitTheModel() throws Exception {
    Files.writeString(folder.resolve("narrow.csv"), "1,0\n0,1\n");
    String expected = "has 2 values a row, must have 16";
    assertRefused(expected, "evaluate", "run", "--data=narrow.csv");
    assertRefused(expected, "transform", "run", "--data=narrow.csv");
    assertRefused(expected, "sample", "run", "--clamp=narrow.csv");
  }

  @Test
  void shouldRefuseEstimatorsOutOfRange() {
    assertRefused("temperatures=0", "evaluate", "run", "--temperatures=0");
    assertRefused("ais-runs=1", "evaluate", "run", "--ais-runs=1");
    assertRefused("warm-sweeps=-1", "evaluate", "run", "--warm-sweeps=-1");
    assertRefused("threads=0", "evaluate", "run", "--threads=0");
    assertRefused("binarise='grey'", "evaluate", "run", "--binarise=grey");
  }

  @Test
  void shouldDrawAPictureOfSamples() throws Exception {
    String out = done("sample", "run", "--count=12", "--sweeps=10", "--out=samples.png").out();

    assertTrue(out.contains("starting from 20 fantasy particles"), out);
    assertEquals(10 * 4 + 9, ImageIO.read(folder.resolve("samples.png").toFile()).getWidth());
    assertEquals(2 * 4 + 1, ImageIO.read(folder.resolve("samples.png").toFile()).getHeight());
  }

  @Test
  void shouldWriteSamplesAsAMatrix() throws Exception {
    done("sample", "run", "--count=30", "--sweeps=3", "--out=samples.npy");
    float[][] states = matrix("samples.npy");

    assertEquals(30, states.length);
    for (float[] state : states) {
      assertEquals(16, state.length);
      for (float unit : state) {
        assertTrue(unit == 0 || unit == 1, "unit " + unit);
      }
    }
  }

  @Test
  void shouldKeepWhatIsClamped() throws Exception {
    done(
        "sample", "run", "--clamp=bars-and-stripes", "--keep=left", "--sweeps=5", "--out=left.npy");
    float[][] states = matrix("left.npy");

    assertEquals(30, states.length);
    int row = 5;
    for (int y = 0; y < 4; y++) {
      float expected = row >>> y & 1;
      assertEquals(expected, states[row][4 * y], "row " + y);
      assertEquals(expected, states[row][4 * y + 1], "row " + y);
    }
  }

  @Test
  void shouldKeepWhatAMaskTells() throws Exception {
    Files.writeString(folder.resolve("mask.csv"), "1,1,1,1,0,0,0,0,0,0,0,0,0,0,0,0\n");
    Files.writeString(folder.resolve("rows.csv"), "1,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0\n");
    done("sample", "run", "--clamp=rows.csv", "--keep=mask.csv", "--sweeps=5", "--out=kept.npy");

    float[] state = matrix("kept.npy")[0];
    assertEquals("1.0 0.0 1.0 0.0", state[0] + " " + state[1] + " " + state[2] + " " + state[3]);
  }

  @Test
  void shouldRefuseSamplingOutOfRange() {
    assertRefused("count=0", "sample", "run", "--count=0");
    assertRefused("count=2000000000", "sample", "run", "--count=2000000000", "--out=many.npy");
    assertRefused("sweeps=0", "sample", "run", "--sweeps=0");
    assertRefused("must end with .png or .npy", "sample", "run", "--out=samples.gif");
    assertRefused("must be a file in a folder", "sample", "run", "--out=nowhere/samples.png");
    assertRefused("needs --clamp", "sample", "run", "--keep=top");
    assertRefused("keep='middle'", "sample", "run", "--clamp=bars-and-stripes", "--keep=middle");
    assertRefused("'x' is not", "sample", "run", "--count=x");
  }

  @Test
  void shouldWriteHiddenProbabilities() throws Exception {
    done("transform", "run", "--out=hidden.npy");
    done("transform", "run", "--out=hidden.csv");
    float[][] hidden = matrix("hidden.npy");

    assertEquals(30, hidden.length);
    assertEquals(8, hidden[0].length);
    String[] text = Files.readAllLines(folder.resolve("hidden.csv")).get(7).split(",");
    for (int unit = 0; unit < 8; unit++) {
      assertTrue(hidden[7][unit] > 0 && hidden[7][unit] < 1);
      assertEquals(hidden[7][unit], Float.parseFloat(text[unit]));
    }
  }

  @Test
  void shouldTellWhatARunIs() {
    String out = done("info", "run").out();

    assertAll(
        () -> assertTrue(out.contains("16 visible (4 x 4, binary) x 8 hidden units (binary)"), out),
        () -> assertTrue(out.contains("20 of 20 epochs, checkpoint at update 60"), out),
        () -> assertTrue(out.contains("bars-and-stripes"), out),
        () -> assertTrue(out.contains("autocorrelation time"), out),
        () -> assertTrue(out.contains("model.safetensors"), out));
  }

  @Test
  void shouldRefuseADamagedModel() throws Exception {
    Trained.run(folder, "damaged", "--epochs=1");
    Files.writeString(folder.resolve("damaged/model.safetensors"), "{}");
    assertRefused("model.safetensors", "evaluate", "damaged");
    assertRefused("model.safetensors", "sample", "damaged");
  }
}
