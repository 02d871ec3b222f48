package dev.reverie.service;

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
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boltzmann machines through the commands. */
final class BoltzmannRunTest {
  private static final int UNITS = 6;

  @TempDir static Path folder;

  /** Neighbours in a row are equal four times of five; the class is the first unit. */
  @BeforeAll
  static void train() throws Exception {
    Random random = new Random(3);
    StringBuilder rows = new StringBuilder();
    StringBuilder labels = new StringBuilder();
    for (int n = 0; n < 600; n++) {
      int unit = random.nextInt(2);
      labels.append(unit).append('\n');
      for (int i = 0; i < UNITS; i++) {
        rows.append(i == 0 ? "" : ",").append(unit);
        unit ^= random.nextInt(5) == 0 ? 1 : 0;
      }
      rows.append('\n');
    }
    Files.writeString(folder.resolve("rows.csv"), rows);
    Files.writeString(folder.resolve("labels.csv"), labels);
    StringBuilder graph = new StringBuilder();
    for (int i = 1; i < UNITS; i++) {
      graph.append(i - 1).append(' ').append(i).append('\n');
    }
    Files.writeString(folder.resolve("row.txt"), graph);
    Files.writeString(folder.resolve("other.txt"), graph.toString().replace("4 5", "3 5"));
    done(arguments("row", "--graph=row.txt", "--visible-units=spin", "--epochs=30"));
    done(arguments("labels", "--labels=labels.csv", "--hidden=3", "--epochs=40"));
  }

  private static String[] arguments(String out, String... more) {
    List<String> first =
        List.of(
            "train",
            "--model=boltzmann",
            "--data=rows.csv",
            "--rate=0.1",
            "--particles=100",
            "--batch=60",
            "--mode=lockstep",
            "--out=" + out);
    return Stream.concat(first.stream(), List.of(more).stream()).toArray(String[]::new);
  }

  private static Run done(String... arguments) {
    return Run.in(folder, arguments).assertDone();
  }

  private static void assertRefused(String expected, String... arguments) {
    Run.in(folder, arguments).assertRefused(expected);
  }

  /** log 2 and 5 times the entropy of one in five; a spin's coupling is a fourth of log-odds. */
  @Test
  void shouldLearnARowOfSpins() {
    String said = done("evaluate", "row").out();
    String line = said.lines().filter(each -> each.contains("train like")).findFirst().orElse("");
    double likelihood = Double.parseDouble(line.replaceAll("^\\D*(-\\d+\\.\\d+) nats.*", "$1"));
    assertEquals(-Math.log(2) - 5 * 0.5004, likelihood, 0.15);
    Safetensors file = Safetensors.read(folder.resolve("row/model.safetensors"));
    for (float coupling : file.require("row", "couplings", TensorType.F32, 5).floats()) {
      assertEquals(Math.log(4) / 2, coupling, 0.25);
    }
    int[] edges = file.require("row", "edges", TensorType.I32, 2, 5).ints();
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 1, 2, 3, 4, 5}, edges);
  }

  @Test
  void shouldClassify() throws Exception {
    String said = done("classify", "labels").out();
    String line = said.lines().filter(each -> each.contains("error")).findFirst().orElse("");
    double error = Double.parseDouble(line.replaceAll("^\\D*(\\d+\\.\\d+) %.*", "$1"));
    assertTrue(error < 10, said);
    done("classify", "labels", "--fantasies=classes.png");
    assertTrue(Files.exists(folder.resolve("classes.png")));
  }

  @Test
  void shouldTellHiddenProbabilities() throws Exception {
    String out = done("transform", "labels", "--data=rows.csv", "--out=hidden.npy").out();
    assertTrue(out.contains("hidden probabilities"), out);
    try (InputStream in = Files.newInputStream(folder.resolve("hidden.npy"))) {
      assertEquals(3, Npy.readFloats(in, "hidden")[0].length);
    }
    assertRefused("row has model=boltzmann, must be", "transform", "row");
  }

  @Test
  void shouldDrawAndFillIn() throws Exception {
    String out = done("sample", "row", "--count=600", "--sweeps=100", "--out=drawn.npy").out();
    assertTrue(out.contains("starting from 100 fantasy particles"), out);
    try (InputStream in = Files.newInputStream(folder.resolve("drawn.npy"))) {
      double alike = 0;
      for (float[] state : Npy.readFloats(in, "drawn")) {
        alike += state[2] == state[3] ? 1.0 / 600 : 0;
      }
      assertEquals(0.8, alike, 5 * Math.sqrt(0.8 * 0.2 / 600) + 0.05);
    }
    Files.writeString(folder.resolve("half.csv"), "1,0,1,0,0,0\n");
    done("sample", "row", "--clamp=half.csv", "--keep=left", "--out=filled.npy");
    try (InputStream in = Files.newInputStream(folder.resolve("filled.npy"))) {
      float[] filled = Npy.readFloats(in, "filled")[0];
      assertArrayEquals(new float[] {1, 0, 1}, new float[] {filled[0], filled[1], filled[2]});
    }
  }

  @Test
  void shouldTellWhatARunIsAndHowItWent() throws Exception {
    String out = done("info", "labels").out();
    assertTrue(out.contains("6 visible (1 x 6, binary) and 3 hidden units, coupled all"), out);
    Map<Metric, Double> last = MetricsFile.last(folder.resolve("row/metrics.csv")).orElseThrow();
    assertEquals(-3.2, last.get(Metric.LOG_LIKELIHOOD), 0.3);
    assertTrue(last.get(Metric.PSEUDO_LIKELIHOOD) > -0.5, last::toString);
    done("train", "--model=boltzmann", "--data=rows.csv", "--epochs=1");
    assertTrue(Files.exists(folder.resolve("runs/rows-boltzmann-1")));
  }

  @Test
  void shouldGiveTheSameBytesByAnyThreadsAndChainsAndAfterResuming() throws Exception {
    String[] more = {"--hidden=4", "--momentum=0.5", "--epochs=6", "--checkpoint-every=7"};
    done(arguments("whole", more));
    byte[] whole = Files.readAllBytes(folder.resolve("whole/model.safetensors"));
    String[] many =
        Stream.of(more, new String[] {"--chains=7", "--threads=3"})
            .flatMap(Stream::of)
            .toArray(String[]::new);
    done(arguments("many", many));
    assertArrayEquals(whole, Files.readAllBytes(folder.resolve("many/model.safetensors")));
    more[2] = "--epochs=2";
    done(
        arguments(
            "parts",
            Stream.concat(Stream.of(more), Stream.of("--rate-decay=none")).toArray(String[]::new)));
    done("train", "--resume=parts", "--epochs=6");
    more[2] = "--epochs=6";
    done(
        arguments(
            "steady",
            Stream.concat(Stream.of(more), Stream.of("--rate-decay=none")).toArray(String[]::new)));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("steady/model.safetensors")),
        Files.readAllBytes(folder.resolve("parts/model.safetensors")));
  }

  @Test
  void shouldRefuseToGoOnWithAnotherGraph() throws Exception {
    Files.copy(folder.resolve("row.txt"), folder.resolve("changed.txt"));
    done(arguments("changed", "--graph=changed.txt", "--epochs=1"));
    Files.copy(
        folder.resolve("other.txt"),
        folder.resolve("changed.txt"),
        StandardCopyOption.REPLACE_EXISTING);
    assertRefused(
        "is not the one that the checkpoint's", "train", "--resume=changed", "--epochs=2");
    Files.writeString(folder.resolve("changed.txt"), "0 1\n");
    assertRefused("does not fit the model", "train", "--resume=changed", "--epochs=2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--visible-units=gaussian | visible-units='gaussian' with model=boltzmann, must be binary or spin",
        "--hidden=-1 | hidden='-1', must be a whole number from 0",
        "--hidden=5000 | units all coupled have 12527515 edges, must be at most 4000000",
        "--graph=none.txt | none.txt",
        "--graph=rows.csv | must be two units",
        "--temperature=0 | temperature='0', must be a finite number above 0",
        "--temperature=1e9 | temperature=1.0E9, must lie in",
        "--clamped-sweeps=0 | clamped-sweeps='0', must be a whole number from 1",
        "--method=cd | method='cd' with model=boltzmann, must not be given",
        "--binarise=none | binarise=none",
        "--momentum=1 | momentum='1', must be",
        "--labels=none.txt | none.txt"
      })
  void shouldRefuse(String option, String expected) {
    assertRefused(expected, arguments("refused", option));
    assertFalse(Files.exists(folder.resolve("refused")));
  }

  @Test
  void shouldRefuseADamagedModel() throws Exception {
    done(arguments("damaged", "--epochs=1"));
    Path model = folder.resolve("damaged/model.safetensors");
    byte[] bytes = Files.readAllBytes(model);
    for (int k = bytes.length - 4; k < bytes.length; k++) {
      bytes[k] = 0x7F;
    }
    Files.write(model, bytes);
    assertRefused("damaged", "evaluate", "damaged");
  }
}
