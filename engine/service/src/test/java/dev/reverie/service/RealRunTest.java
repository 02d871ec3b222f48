package dev.reverie.service;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.tensor.Npy;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training on real numbers, and what is done with such a run. */
final class RealRunTest {
  private static final int ROWS = 200;
  private static final int COLUMNS = 5;

  @TempDir static Path folder;

  @BeforeAll
  static void train() throws Exception {
    Files.writeString(folder.resolve("real.csv"), rows());
    Files.writeString(folder.resolve("labels.csv"), "0\n1\n".repeat(30));
    done(
        "train",
        "--data=real.csv",
        "--model=gaussian-rbm",
        "--hidden=4",
        "--epochs=90",
        "--batch=30",
        "--rate=0.01",
        "--particles=50",
        "--mode=lockstep",
        "--out=run");
  }

  /** Two clusters about 100 and -30, of columns of unequal scale. */
  private static String rows() {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < ROWS; n++) {
      double centre = random.nextBoolean() ? 100 : -30;
      for (int i = 0; i < COLUMNS; i++) {
        double value = (i + 1) * (centre + 10 * random.nextGaussian());
        text.append(i == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.3f", value));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static Run done(String... arguments) {
    return Run.in(folder, arguments).assertDone();
  }

  private static float[][] matrix(String name) throws Exception {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      return Npy.readFloats(in, name);
    }
  }

  private static double figure(String text, String name) {
    String line =
        text.lines().filter(each -> each.trim().startsWith(name)).findFirst().orElseThrow();
    return Double.parseDouble(line.trim().substring(name.length()).trim().split(" ")[0]);
  }

  /** Far above what five independent normal units have: -7.1 nats of standardised values. */
  @Test
  void shouldLearnDensitiesAndSaySo() {
    String out = done("evaluate", "run").out();
    assertAll(
        () -> assertTrue(out.contains("5 visible x 4 hidden units (gaussian x binary)"), out),
        () -> assertTrue(out.contains("; standardised by the training data"), out),
        () -> assertTrue(out.matches("(?s).*estimator +exact\n.*"), out),
        () -> assertTrue(figure(out, "train likelihood") > -4, out),
        () -> assertTrue(figure(out, "test likelihood") > -4, out),
        () -> assertTrue(out.contains("densities"), out),
        () -> assertTrue(out.matches("(?s).*of the values themselves are -2[0-9.]+ nats.*"), out),
        () -> assertTrue(!out.contains("pseudo-likelihood"), out));
  }

  @Test
  void shouldDrawNumbersAsTheDataHaveThem() throws Exception {
    done("sample", "run", "--count=40", "--sweeps=30", "--out=drawn.npy");
    float[][] drawn = matrix("drawn.npy");
    int high = 0;
    for (float[] state : drawn) {
      boolean above = state[4] > 175;
      high += above ? 1 : 0;
      assertEquals(above ? 500 : -150, state[4], 300);
      assertEquals(above, state[0] > 35, "clusters agree");
    }
    assertTrue(high > 0 && high < 40, "both clusters: " + high);
    done("sample", "run", "--count=4", "--sweeps=2", "--out=drawn.png");
  }

  @Test
  void shouldKeepWhatIsClampedAndFillInTheRest() throws Exception {
    Files.writeString(folder.resolve("clamp.csv"), "100,200,0,0,0\n-30,-60,0,0,0\n");
    Files.writeString(folder.resolve("mask.csv"), "1,1,0,0,0\n");
    done("sample", "run", "--clamp=clamp.csv", "--keep=mask.csv", "--sweeps=50", "--out=in.npy");
    float[][] states = matrix("in.npy");
    assertEquals(100, states[0][0], 0.01);
    assertEquals(-60, states[1][1], 0.01);
    assertEquals(500, states[0][4], 300);
    assertEquals(-150, states[1][4], 300);
  }

  @Test
  void shouldWriteHiddenProbabilities() throws Exception {
    String out = done("transform", "run", "--out=hidden.npy").out();
    assertTrue(out.contains("hidden probabilities, data by standardise"), out);
    float[][] hidden = matrix("hidden.npy");
    assertEquals(4, hidden[0].length);
    for (float probability : hidden[7]) {
      assertTrue(probability >= 0 && probability <= 1);
    }
  }

  @Test
  void shouldTellWhatTheRunIs() {
    String out = done("info", "run").out();
    assertTrue(out.contains("gaussian-rbm, 5 visible (1 x 5, gaussian) x 4 hidden units"), out);
    assertTrue(out.contains("standardise"), out);
  }

  @Test
  void shouldEstimateWhereItCannotSum() {
    done(
        "train",
        "--data=real.csv",
        "--model=gaussian-rbm",
        "--hidden=24",
        "--epochs=1",
        "--out=wide");
    String out =
        done("evaluate", "wide", "--temperatures=50", "--ais-runs=20", "--warm-sweeps=9").out();
    assertTrue(out.contains("AIS and reverse AIS"), out);
    assertTrue(out.contains("fantasy particles, 9 warm sweeps"), out);
  }

  @ParameterizedTest
  @CsvSource({
    "gaussian, binary, none, pcd",
    "gaussian, spin, standardise, cd",
    "gaussian, softmax:4, none, ml",
    "rectified, binary, none, fpcd",
    "rectified, spin, none, pcd",
    "binary, rectified, threshold, pcd",
    "softmax:2, gaussian, threshold, cd",
    "spin, rectified, sample, pcd"
  })
  void shouldTakeEveryPairOfKinds(String visible, String hidden, String binarise, String method) {
    String out = visible.charAt(0) + "-" + hidden.replace(':', '-') + "-" + method;
    done(
        "train",
        "--data=bars-and-stripes",
        "--visible-units=" + visible,
        "--hidden-units=" + hidden,
        "--binarise=" + binarise,
        "--method=" + method,
        "--steps=2",
        "--hidden=8",
        "--epochs=3",
        "--rate=0.01",
        "--centring=average",
        "--out=" + out);
    String said = done("evaluate", out).out();
    assertTrue(said.matches("(?s).*estimator +exact\n.*"), said);
    done("sample", out, "--count=3", "--sweeps=2", "--out=some.png");
    done("transform", out, "--out=some.npy");
    done("info", out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--visible-units=gaussian | binarise=threshold with visible-units=gaussian, must be none or standardise",
        "--binarise=standardise | binarise=standardise with visible-units=binary, must be threshold or sample",
        "--visible-units=rectified --binarise=standardise | visible-units=rectified, must be none",
        "--model=gaussian-rbm --hidden-units=rectified | two unbounded layers have no normaliser",
        "--model=gaussian-rbm --labels=labels.csv | with real-valued units, must be none",
        "--model=gaussian-rbm --centring=data | centring=data with optimiser=adam and visible-units=gaussian, must be none",
        "--model=gaussian-rbm --particles=200000 | both must be at most 131072"
      })
  void shouldRefuseWhatDoesNotGoTogether(String options, String expected) {
    String[] given = ("train --data=bars-and-stripes --out=no " + options.trim()).split(" ");
    Run run = Run.in(folder, given);
    assertEquals(2, run.status(), run::toString);
    assertEquals(1, run.err().lines().count(), run::err);
    assertTrue(run.err().contains(expected), run::err);
    assertTrue(!Files.exists(folder.resolve("no")));
  }

  @Test
  void shouldRefuseRealNumbersForBitsAndNonsenseForBoth() throws Exception {
    Files.writeString(folder.resolve("nan.csv"), "1,2\nNaN,3\n");
    Run bits = Run.in(folder, "train", "--data=real.csv", "--out=no");
    assertTrue(bits.status() == 2 && bits.err().contains("in [0, 1]"), bits::toString);
    Run nan = Run.in(folder, "train", "--data=nan.csv", "--model=gaussian-rbm", "--out=no");
    assertTrue(nan.status() == 2 && nan.err().contains("must be a number that is"), nan::toString);
    Run other = Run.in(folder, "evaluate", "run", "--binarise=threshold");
    assertTrue(other.status() == 2 && other.err().contains("must be none or"), other::toString);
  }
}
