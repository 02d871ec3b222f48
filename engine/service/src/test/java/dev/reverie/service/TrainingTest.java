package dev.reverie.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.service.folder.Metric;
import dev.reverie.service.folder.MetricsFile;
import dev.reverie.tensor.Safetensors;
import dev.reverie.tensor.TensorType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingTest {
  private static final Pattern LOG_Z = Pattern.compile("log Z +([0-9.]+)\n");

  @TempDir Path folder;

  @Test
  void shouldLeaveACompleteRunFolder() throws Exception {
    Run run = Trained.run(folder, "run", "--epochs=4");

    List<String> files = Folders.below(folder.resolve("run"));
    assertTrue(
        files.containsAll(
            List.of(
                "checkpoint",
                "fantasy.png",
                "filters.png",
                "metrics.csv",
                "model.safetensors",
                "reverie.log",
                "settings.conf")),
        files::toString);
    assertEquals("", run.err());
    assertTrue(run.out().contains("run folder: " + folder.resolve("run")), run::out);
    assertTrue(run.out().contains("test likelihood"), run::out);
    assertTrue(run.out().contains("exact"), run::out);
  }

  @Test
  void shouldWriteTheModelsTensors() {
    Trained.run(folder, "run", "--epochs=2");

    Safetensors model = Safetensors.read(folder.resolve("run/model.safetensors"));
    model.require("model", "weights", TensorType.F32, 16, 8);
    model.require("model", "visible_bias", TensorType.F32, 16);
    model.require("model", "hidden_bias", TensorType.F32, 8);
    assertEquals(
        Map.of("model", "rbm", "visible_units", "binary", "hidden_units", "binary"),
        model.metadata());
  }

  @Test
  void shouldWriteARowOfMetricsForTheLastPassWithEverything() throws Exception {
    Trained.run(folder, "run", "--epochs=4");

    List<String> lines = Files.readAllLines(folder.resolve("run/metrics.csv"));
    assertTrue(lines.get(0).startsWith("epoch,update,seconds,"), lines::toString);
    String last = lines.get(lines.size() - 1);
    assertTrue(last.startsWith("4,12,"), last);
    assertEquals(lines.get(0).split(",").length, last.split(",").length, last);
  }

  @Test
  void shouldGiveEqualRunsEqualModels() throws Exception {
    Trained.run(folder, "one", "--epochs=5", "--threads=1", "--chains=1");
    Trained.run(folder, "two", "--epochs=5", "--threads=2", "--chains=7");
    Trained.run(folder, "other", "--epochs=5", "--seed=2");

    assertArrayEquals(model("one"), model("two"));
    assertFalse(Arrays.equals(model("one"), model("other")));
  }

  @Test
  void shouldRepeatARunFromItsSettings() throws Exception {
    Trained.run(folder, "one", "--epochs=3", "--rate=0.05", "--momentum=0.5");
    Run again = Run.in(folder, "train", "--config=one/settings.conf", "--out=two");

    assertEquals(0, again.status(), again::toString);
    assertArrayEquals(model("one"), model("two"));
    assertEquals(
        Files.readString(folder.resolve("one/settings.conf")),
        Files.readString(folder.resolve("two/settings.conf")));
  }

  @Test
  void shouldNumberTheFoldersThatItChooses() {
    String[] arguments = {
      "train", "--data=bars-and-stripes", "--hidden=4", "--epochs=1", "--particles=4"
    };
    assertEquals(0, Run.in(folder, arguments).status());
    assertEquals(0, Run.in(folder, arguments).status());

    assertTrue(Files.isDirectory(folder.resolve("runs/bars-and-stripes-4-1")));
    assertTrue(Files.isDirectory(folder.resolve("runs/bars-and-stripes-4-2")));
  }

  @Test
  void shouldTrainByEveryMethod() {
    for (String method : List.of("cd", "ml")) {
      Trained.run(folder, method, "--epochs=2", "--method=" + method, "--steps=3");
      assertTrue(Files.exists(folder.resolve(method + "/fantasy.png")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--method=tempered --temperatures=4", "--method=trajectory --levels=6"})
  void shouldTellTheLikelihoodAndTheSwapsOfLadders(String method) throws Exception {
    String[] options = (method + " --epochs=60 --rate=0.05").split(" ");
    Run run = Trained.run(folder, "ladders", options);

    Map<Metric, Double> last =
        MetricsFile.last(folder.resolve("ladders/metrics.csv")).orElseThrow();
    assertTrue(last.get(Metric.SWAP_RATE) >= last.get(Metric.LEAST_SWAP_RATE), last::toString);
    assertTrue(last.get(Metric.LEAST_SWAP_RATE) > 0.2, last::toString);
    assertTrue(last.get(Metric.ROUND_TRIP_RATE) > 0, last::toString);
    Matcher exact = LOG_Z.matcher(run.out());
    assertTrue(exact.find(), run::out);
    assertEquals(Double.parseDouble(exact.group(1)), last.get(Metric.LOG_PARTITION), 1);
  }

  @Test
  void shouldSayInOneLineThatARunDiverged() throws Exception {
    Run run = Run.in(folder, Trained.arguments("run", "--epochs=50", "--rate=1e30"));

    assertEquals(1, run.status(), run::toString);
    assertEquals(1, run.err().lines().count(), run::err);
    assertTrue(run.err().contains("diverged in phase "), run::err);
    assertTrue(run.err().contains("model.safetensors"), run::err);
    assertFalse(run.err().contains("\tat "), run::err);
  }

  private byte[] model(String run) throws Exception {
    return Files.readAllBytes(folder.resolve(run).resolve("model.safetensors"));
  }
}
