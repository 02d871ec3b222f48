package dev.reverie.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.service.folder.Metric;
import dev.reverie.service.folder.MetricsFile;
import dev.reverie.tensor.Npy;
import dev.reverie.tensor.Safetensors;
import dev.reverie.tensor.Tensor;
import dev.reverie.tensor.TensorType;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands with a deep machine. */
final class DbmRunTest {
  @TempDir static Path folder;

  @BeforeAll
  static void train() {
    train("run", "--epochs=1500", "--rate=0.3", "--weight-scale=0.3");
  }

  /** Small, each setting once: later ones over these. */
  private static Run train(String out, String... more) {
    Map<String, String> settings = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(
                "--model=dbm",
                "--data=bars-and-stripes",
                "--hidden=9,7",
                "--particles=20",
                "--batch=10",
                "--mode=lockstep",
                "--pretrain-epochs=20",
                "--rate=0.1",
                "--out=" + out),
            Stream.of(more))
        .forEach(each -> settings.put(each.substring(0, each.indexOf('=')), each));
    return done(
        Stream.concat(Stream.of("train"), settings.values().stream()).toArray(String[]::new));
  }

  private static Run done(String... arguments) {
    return Run.in(folder, arguments).assertDone();
  }

  private static double figure(String out, String name) {
    String line = out.lines().filter(each -> each.contains(name)).findFirst().orElse(out);
    return Double.parseDouble(line.substring(24).trim().split(" ")[0]);
  }

  /** Bars and stripes have log 30 = 3.4 nats, and independent bits 11.1. */
  @Test
  void shouldTellABoundBelowTheLikelihood() {
    String out = done("evaluate", "run").out();
    double bound = figure(out, "test bound");
    double likelihood = figure(out, "test likelihood");
    assertTrue(out.contains("16 visible x 9 x 7 hidden units"), out);
    assertTrue(bound <= likelihood + 0.005, out);
    assertTrue(bound > -8, out);
  }

  @Test
  void shouldKeepEveryLayerInTheModelsFile() {
    Safetensors file = Safetensors.read(folder.resolve("run/model.safetensors"));
    assertEquals("dbm", file.metadata().get("model"));
    file.require("model", "weights_1", TensorType.F32, 16, 9);
    file.require("model", "weights_2", TensorType.F32, 9, 7);
    file.require("model", "visible_bias", TensorType.F32, 16);
    file.require("model", "hidden_bias_1", TensorType.F32, 9);
    file.require("model", "hidden_bias_2", TensorType.F32, 7);
    assertTrue(Files.exists(folder.resolve("run/filters.png")));
    assertTrue(Files.exists(folder.resolve("run/fantasy.png")));
  }

  @Test
  void shouldKeepItsSettingsAndMetrics() throws Exception {
    String settings = Files.readString(folder.resolve("run/settings.conf"));
    assertTrue(settings.contains("hidden = \"9,7\""), settings);
    assertTrue(settings.contains("pretrain-epochs = 20"), settings);
    assertTrue(settings.contains("steps = 5"), settings);
    assertFalse(settings.contains("visible-units"), settings);
    Map<Metric, Double> last = MetricsFile.last(folder.resolve("run/metrics.csv")).orElseThrow();
    assertTrue(last.get(Metric.DEAD_HIDDEN) < 16, last::toString);
  }

  @Test
  void shouldTellWhatARunIs() {
    String out = done("info", "run").out();
    assertTrue(out.contains("dbm, 16 visible (4 x 4) x 9 x 7 hidden units"), out);
  }

  @Test
  void shouldSampleAndFillIn() throws Exception {
    done("sample", "run", "--count=7", "--sweeps=30", "--out=states.npy");
    assertEquals(16, rows("states.npy")[0].length);
    done("sample", "run", "--clamp=bars-and-stripes", "--count=3", "--out=filled.npy");
    assertEquals(3, rows("filled.npy").length);
  }

  @Test
  void shouldTransformIntoMeansOfAllHiddenLayers() throws Exception {
    String out = done("transform", "run", "--out=hidden.npy").out();
    assertTrue(out.contains("16 hidden probabilities by mean fields"), out);
    float[][] hidden = rows("hidden.npy");
    assertEquals(9 + 7, hidden[0].length);
    for (float mean : hidden[3]) {
      assertTrue(mean >= 0 && mean <= 1, () -> "mean " + mean);
    }
  }

  private static float[][] rows(String name) throws Exception {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      return Npy.readFloats(in, name);
    }
  }

  @Test
  void shouldLearnTheSameByAnyNumberOfThreadsAndInParts() throws Exception {
    train("whole", "--epochs=6", "--chains=1", "--threads=1");
    train("parts", "--epochs=2", "--rate-decay=none");
    train("alike", "--epochs=6", "--chains=5", "--threads=3");
    assertArrayEquals(model("whole"), model("alike"));
    train("straight", "--epochs=6", "--rate-decay=none");
    done("train", "--resume=parts", "--epochs=6");
    assertArrayEquals(model("straight"), model("parts"));
  }

  private static byte[] model(String run) throws Exception {
    return Files.readAllBytes(folder.resolve(run + "/model.safetensors"));
  }

  @Test
  void shouldTakeOneHiddenLayerAndFour() {
    train("one", "--hidden=5", "--epochs=2");
    assertTrue(done("evaluate", "one").out().contains("16 visible x 5 hidden units"));
    train("four", "--hidden=5,4,5,3", "--epochs=2", "--pretrain-epochs=0", "--mode=async");
    assertTrue(done("evaluate", "four").out().contains("train bound"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--hidden=9,0 | hidden='9,0', must be a whole number from 1",
        "--hidden=9, | hidden='9,', must be a whole number from 1",
        "--hidden=9;7 | hidden='9;7', must be a whole number from 1",
        "--hidden=30000000,30000000 | must take at most",
        "--method=cd | method=cd with several hidden layers, must be pcd",
        "--pretrain-epochs=-1 | pretrain-epochs='-1', must be a whole number from 0",
        "--mean-field-tolerance=0 | mean-field-tolerance='0', must be above 0 and less than 1",
        "--mean-field-tolerance=1 | mean-field-tolerance='1', must be above 0 and less than 1",
        "--hidden-units=spin | hidden-units='spin' with model=dbm, must not be given",
        "--labels=auto | labels='auto' with model=dbm, must not be given",
        "--binarise=none | must be threshold or sample",
        "--optimiser=adam --momentum=0.5 | must be 0: adam has moments of its own"
      })
  void shouldRefuseBadSettings(String arguments, String expected) {
    String[] bad = ("train --model=dbm --data=bars-and-stripes " + arguments).split(" ");
    Run run = Run.in(folder, bad);
    assertEquals(2, run.status(), run::toString);
    assertEquals(1, run.err().lines().count(), run::err);
    assertTrue(run.err().contains(expected), run::err);
  }

  @Test
  void shouldRefuseItsSettingsWithAnotherModel() {
    Run run = Run.in(folder, "train", "--model=rbm", "--pretrain-epochs=3");
    assertEquals(2, run.status(), run::toString);
    assertTrue(run.err().contains("pretrain-epochs='3' with model=rbm"), run::err);
  }

  @Test
  void shouldRefuseModelFilesThatDoNotFit() throws Exception {
    train("broken", "--epochs=1", "--pretrain-epochs=0");
    Safetensors good = Safetensors.read(folder.resolve("broken/model.safetensors"));
    Tensor wrong = Tensor.of("weights_2", new float[8 * 7], 8, 7);
    Tensor flat = Tensor.of("weights_1", new float[16 * 9], 16 * 9);
    assertRefused(good, List.of(wrong), "weights_2 has 8 rows, must have the 9 units");
    assertRefused(good, List.of(flat), "weights_1 must have two dimensions");
    float[] biases = new float[9];
    biases[4] = Float.NaN;
    assertRefused(good, List.of(Tensor.of("hidden_bias_1", biases, 9)), "cannot be used");
  }

  private static void assertRefused(Safetensors good, List<Tensor> bad, String expected)
      throws Exception {
    List<Tensor> tensors =
        good.tensors().stream()
            .map(
                tensor ->
                    bad.stream()
                        .filter(other -> other.name().equals(tensor.name()))
                        .findFirst()
                        .orElse(tensor))
            .toList();
    try (OutputStream out = Files.newOutputStream(folder.resolve("broken/model.safetensors"))) {
      new Safetensors(good.metadata(), tensors).writeTo(out);
    }
    Run run = Run.in(folder, "evaluate", "broken");
    assertEquals(2, run.status(), run::toString);
    assertTrue(run.err().contains(expected), run::err);
  }
}
