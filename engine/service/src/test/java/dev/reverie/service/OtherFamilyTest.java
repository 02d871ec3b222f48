package dev.reverie.service;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.service.folder.Metric;
import dev.reverie.service.folder.MetricsFile;
import dev.reverie.tensor.Npy;
import dev.reverie.tensor.Safetensors;
import dev.reverie.tensor.TensorType;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands with a family of models that they know nothing of: coupled bits. */
final class OtherFamilyTest {
  private static final int UNITS = 8;

  /** Rows all on or all off, with a little of everything else: neighbours are strongly coupled. */
  private static final String ROWS =
      "1,1,1,1,1,1,1,1\n0,0,0,0,0,0,0,0\n".repeat(15) + "1,1,1,1,0,0,0,0\n0,0,0,1,1,1,1,1\n";

  @TempDir static Path folder;

  @BeforeAll
  static void train() throws Exception {
    Files.writeString(folder.resolve("rows.csv"), ROWS);
    Files.writeString(folder.resolve("ends.txt"), "0 7\n");
    done(arguments("run", "--epochs=100"));
  }

  private static String[] arguments(String out, String... more) {
    List<String> first =
        List.of(
            "train",
            "--model=pairs",
            "--data=rows.csv",
            "--particles=200",
            "--batch=10",
            "--mode=lockstep",
            "--out=" + out);
    return Stream.concat(first.stream(), List.of(more).stream()).toArray(String[]::new);
  }

  private static Run done(String... arguments) {
    return Run.in(folder, arguments).assertDone();
  }

  private static void assertRefused(String expected, String... arguments) {
    Run run = Run.in(folder, arguments);
    assertAll(
        () -> assertEquals(2, run.status(), run::toString),
        () -> assertEquals(1, run.err().lines().count(), run::err),
        () -> assertTrue(run.err().contains(expected), () -> expected + " in " + run.err()));
  }

  private static double trainLikelihood(String run) {
    String said = done("evaluate", run).out();
    String line = said.lines().filter(each -> each.contains("train like")).findFirst().orElse(said);
    return Double.parseDouble(line.replaceAll("[^-0-9.]", " ").trim());
  }

  /** Independent bits that are on half of the time have -5.5 nats. */
  @Test
  void shouldTrainAndEvaluate() {
    assertTrue(trainLikelihood("run") > -3.5, () -> "" + trainLikelihood("run"));
    Safetensors file = Safetensors.read(folder.resolve("run/model.safetensors"));
    file.require("model", "theta", TensorType.F32, 2);
    assertEquals("pairs", file.metadata().get("model"));
  }

  @Test
  void shouldKeepTheSettingsThatTheFamilyHasAndNoOther() throws Exception {
    String settings = Files.readString(folder.resolve("run/settings.conf"));
    assertTrue(settings.contains("graph = \"none\""), settings);
    assertTrue(settings.contains("rate = 0.02"), settings);
    assertFalse(settings.contains("hidden"), settings);
    Trained.run(folder, "rbm", "--epochs=1");
    assertFalse(Files.readString(folder.resolve("rbm/settings.conf")).contains("graph"));
  }

  @Test
  void shouldFillItsColumnsOfMetricsOnly() throws Exception {
    Map<Metric, Double> last = MetricsFile.last(folder.resolve("run/metrics.csv")).orElseThrow();
    assertTrue(last.get(Metric.LOG_PARTITION) > 0, last::toString);
    assertEquals(0.02, last.get(Metric.LEARNING_RATE));
    assertFalse(last.containsKey(Metric.FREE_ENERGY_GAP), last::toString);
    assertFalse(last.containsKey(Metric.DEAD_HIDDEN), last::toString);
  }

  @Test
  void shouldDrawStatesOfTheModel() throws Exception {
    String out = done("sample", "run", "--count=500", "--sweeps=200", "--out=states.npy").out();
    assertTrue(out.contains("starting from 200 fantasy particles"), out);
    double sum = 0;
    try (InputStream in = Files.newInputStream(folder.resolve("states.npy"))) {
      for (float[] state : Npy.readFloats(in, "states")) {
        assertEquals(UNITS, state.length);
        sum += equalNeighbours(state);
      }
    }
    double[] exact = exactEqualNeighbours();
    assertTrue(exact[0] > 1.2 * (UNITS - 1) / 2, "far from independent: " + exact[0]);
    assertEquals(exact[0], sum / 500, 5 * Math.sqrt(exact[1] / 500));
    done("sample", "run", "--count=4", "--sweeps=1", "--out=states.png");
    assertTrue(Files.exists(folder.resolve("run/fantasy.png")));
    assertFalse(Files.exists(folder.resolve("run/filters.png")));
  }

  private static int equalNeighbours(float[] state) {
    int equal = 0;
    for (int i = 1; i < state.length; i++) {
      equal += state[i] == state[i - 1] ? 1 : 0;
    }
    return equal;
  }

  /** Mean and variance under the model that was learned, by all states. */
  private static double[] exactEqualNeighbours() {
    float[] theta =
        Safetensors.read(folder.resolve("run/model.safetensors"))
            .require("model", "theta", TensorType.F32, 2)
            .floats();
    double[] moments = new double[3];
    for (int bits = 0; bits < 1 << UNITS; bits++) {
      float[] state = new float[UNITS];
      for (int i = 0; i < UNITS; i++) {
        state[i] = bits >>> i & 1;
      }
      int pairsOn = Integer.bitCount(bits & bits >>> 1);
      double weight = Math.exp(theta[0] * Integer.bitCount(bits) + theta[1] * pairsOn);
      int equal = equalNeighbours(state);
      moments[0] += weight;
      moments[1] += weight * equal;
      moments[2] += weight * equal * equal;
    }
    double mean = moments[1] / moments[0];
    return new double[] {mean, moments[2] / moments[0] - mean * mean};
  }

  @Test
  void shouldTellWhatARunIs() {
    String out = done("info", "run").out();
    assertTrue(out.contains("model     pairs, 8 coupled bits"), out);
    assertTrue(out.contains("100 of 100 epochs"), out);
  }

  @Test
  void shouldGoOnWithARunToTheSameModel() throws Exception {
    done(arguments("whole", "--epochs=9"));
    done(arguments("parts", "--epochs=4"));
    Run more = done("train", "--resume=parts", "--epochs=9");
    assertTrue(more.out().contains("model: 7 pairs of bits"), more.out());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("whole/model.safetensors")),
        Files.readAllBytes(folder.resolve("parts/model.safetensors")));
    assertRefused("graph=", "train", "--resume=parts", "--epochs=9", "--graph=ends.txt");
  }

  @Test
  void shouldTakeAGraphAndNameAFolderByTheModel() {
    done("train", "--model=pairs", "--data=rows.csv", "--epochs=2", "--graph=ends.txt");
    String said = done("train", "--resume=runs/rows-pairs-1", "--epochs=3").out();
    assertTrue(said.contains("model: 1 pairs of bits"), said);
    assertTrue(trainLikelihood("runs/rows-pairs-1") < -5, said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train --model=pairs --hidden=9 | hidden='9' with model=pairs, must not be given",
        "train --model=pairs --labels=auto | labels='auto' with model=pairs, must not be given",
        "train --model=rbm --graph=ends.txt | graph='ends.txt' with model=rbm, must not be given",
        "train --model=spin-rbm --hidden=9,4 | hidden='9,4', must be a whole number",
        "train --model=cubes | model='cubes', must be ",
        "train --resume=run --model=rbm | model=rbm, must stay pairs",
        "transform run | run has model=pairs, must be a model with hidden units",
        "classify run | run has model=pairs, must be a model that learns labels",
        "sample run --clamp=rows.csv | this model cannot hold units",
        "evaluate run --binarise=none | must be threshold or sample"
      })
  void shouldRefuseWhatTheFamilyLacks(String command, String expected) {
    assertRefused(expected, command.split(" "));
  }

  @Test
  void shouldRefuseTheModelOfAnotherFamily() throws Exception {
    Trained.run(folder, "swapped", "--epochs=1");
    Files.copy(
        folder.resolve("run/model.safetensors"),
        folder.resolve("swapped/model.safetensors"),
        StandardCopyOption.REPLACE_EXISTING);
    assertRefused("holds a model of kind pairs, must be rbm", "evaluate", "swapped");
  }

  @Test
  void shouldNameTheModelInTheHelp() {
    String help = done("train", "--help").out().replaceAll("\\s+", " ");
    assertTrue(help.contains("'rbm' (binary units)"), help);
    assertTrue(help.contains("'pairs' (bits with one coupling)"), help);
  }
}
