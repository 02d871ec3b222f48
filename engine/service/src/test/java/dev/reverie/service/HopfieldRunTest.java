package dev.reverie.service;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import dev.reverie.tensor.Npy;
import dev.reverie.tensor.Safetensors;
import dev.reverie.tensor.Tensor;
import dev.reverie.tensor.TensorType;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hopfield networks from the command line: 12 random patterns of 10 x 10 pixels. */
final class HopfieldRunTest {
  private static final int UNITS = 100;
  private static final int PATTERNS = 12;

  @TempDir static Path folder;

  @BeforeAll
  static void train() throws Exception {
    RandomStream random = new RandomStream(4, Purpose.GENERATED_DATA);
    String rows =
        IntStream.range(0, PATTERNS)
            .mapToObj(
                row ->
                    IntStream.range(0, UNITS)
                        .mapToObj(unit -> String.valueOf(random.bits(row, 0, unit) >>> 31))
                        .collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve("patterns.csv"), rows + "\n");
    train("gradient");
    train("hebb", "--method=hebb", "--patterns=6", "--batch=4");
  }

  private static Run train(String out, String... more) {
    List<String> first =
        List.of("train", "--model=hopfield", "--data=patterns.csv", "--out=" + out);
    return done(Stream.concat(first.stream(), List.of(more).stream()).toArray(String[]::new));
  }

  private static Run done(String... arguments) {
    return Run.in(folder, arguments).assertDone();
  }

  @Test
  void shouldStoreEveryRowByGradient() {
    String said = done("evaluate", "gradient").out();
    assertTrue(said.contains("12 patterns in 100 units: 0.120"), said);
    assertTrue(said.contains("12 of 12 patterns"), said);
    assertTrue(said.contains("1.0000 recalled from the patterns"), said);
    assertTrue(said.contains("spurious minima"), said);
  }

  /** By loops over the patterns, to the bit. */
  @Test
  void shouldStoreTheFirstRowsByHebbsRule() throws Exception {
    Safetensors file = Safetensors.read(folder.resolve("hebb/model.safetensors"));
    float[] couplings = file.require("model", "couplings", TensorType.F32, UNITS, UNITS).floats();
    List<String> rows = Files.readAllLines(folder.resolve("patterns.csv")).subList(0, 6);
    for (int i = 0; i < UNITS; i++) {
      for (int j = 0; j < UNITS; j++) {
        int sum = 0;
        for (String row : rows) {
          sum += row.charAt(2 * i) == row.charAt(2 * j) ? 1 : -1;
        }
        assertEquals(i == j ? 0 : sum / 100f, couplings[UNITS * i + j]);
      }
    }
    assertEquals("hopfield", file.metadata().get("model"));
    assertEquals("6", file.metadata().get("patterns"));
  }

  @Test
  void shouldBringCorruptedPatternsBack() throws Exception {
    String said = done("recall", "gradient", "--corrupt=0.1", "--out=back.png").out();
    assertTrue(said.contains("12 of 12 patterns came back"), said);
    assertTrue(said.contains("pattern 12: overlap 0.") && said.contains(", 1.0000 recalled"), said);
    BufferedImage picture = ImageIO.read(folder.resolve("back.png").toFile());
    assertEquals(12 * 11 - 1, picture.getWidth());
    assertEquals(3 * 11 - 1, picture.getHeight());
    for (int y = 0; y < 10; y++) {
      for (int x = 0; x < 10; x++) {
        assertEquals(picture.getRGB(x, y), picture.getRGB(x + 22, y));
      }
    }
    String hebb = done("recall", "hebb", "--count=3", "--corrupt=0", "--out=hebb.png").out();
    assertTrue(hebb.contains("of 3 patterns came back"), hebb);
  }

  @Test
  void shouldRecallTheSameBySeed() throws Exception {
    String first = done("recall", "gradient", "--corrupt=0.3", "--out=a.png").out();
    String again = done("recall", "gradient", "--corrupt=0.3", "--out=a.png").out();
    String other = done("recall", "gradient", "--corrupt=0.3", "--out=a.png", "--seed=2").out();
    assertEquals(first, again);
    assertTrue(!first.equals(other), first);
  }

  @Test
  void shouldLearnTheSameForAnyNumberOfThreadsAndThroughResume() throws Exception {
    train("three", "--epochs=20", "--threads=3", "--chains=5", "--batch=5");
    train("one", "--epochs=8", "--threads=1", "--batch=5");
    done("train", "--resume=one", "--epochs=20");
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("three/model.safetensors")),
        Files.readAllBytes(folder.resolve("one/model.safetensors")));
  }

  /** Without noise a draw is a fixed point; held units stay. */
  @Test
  void shouldDrawStates() throws Exception {
    done("sample", "hebb", "--count=30", "--sweeps=100", "--out=draws.npy");
    try (InputStream in = Files.newInputStream(folder.resolve("draws.npy"))) {
      float[][] states = Npy.readFloats(in, "draws");
      assertEquals(30, states.length);
      Safetensors file = Safetensors.read(folder.resolve("hebb/model.safetensors"));
      float[] couplings = file.require("model", "couplings", TensorType.F32, UNITS, UNITS).floats();
      for (float[] state : states) {
        for (int i = 0; i < UNITS; i++) {
          double field = 0;
          for (int j = 0; j < UNITS; j++) {
            field += couplings[UNITS * i + j] * (2 * state[j] - 1);
          }
          assertTrue(field * (2 * state[i] - 1) > -1e-6, "field " + field);
        }
      }
    }
    done(
        "sample",
        "gradient",
        "--clamp=patterns.csv",
        "--keep=top",
        "--sweeps=50",
        "--count=12",
        "--out=halves.npy");
    try (InputStream in = Files.newInputStream(folder.resolve("halves.npy"))) {
      float[][] states = Npy.readFloats(in, "halves");
      List<String> rows = Files.readAllLines(folder.resolve("patterns.csv"));
      for (int n = 0; n < PATTERNS; n++) {
        for (int i = 0; i < UNITS / 2; i++) {
          assertEquals(rows.get(n).charAt(2 * i) - '0', states[n][i]);
        }
      }
    }
  }

  @Test
  void shouldTellWhatTheRunIs() {
    String said = done("info", "gradient").out();
    assertTrue(said.contains("hopfield, 100 units (10 x 10), all coupled, by gradient"), said);
    assertTrue(said.contains("reconstruction error   0"), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train --model=hopfield --method=pcd|method='pcd', must be gradient or hebb",
        "train --model=hopfield --method=hebb --epochs=2|epochs=2 with method=hebb, must be 1",
        "train --model=hopfield --method=hebb --rate=1|rate='1' with model=hopfield, must not be given",
        "train --model=hopfield --hidden=5|hidden='5' with model=hopfield, must not be given",
        "train --model=hopfield --temperature=-1|temperature='-1', must be a finite number",
        "train --model=hopfield --patterns=0|patterns='0', must be a whole number from 1",
        "train --model=hopfield --binarise=none|binarise=none with visible-units=binary, must be",
        "train --temperature=1|temperature='1' with model=rbm, must not be given",
        "train --patterns=3|patterns='3' with model=rbm, must not be given",
        "recall gradient --corrupt=1.5|corrupt=1.5, must be a number from 0 to 1",
        "recall gradient --count=13|count=13, must be a whole number from 1 to 12",
        "recall gradient --out=x.jpg|must end with .png",
        "recall nowhere|nowhere does not exist",
        "recall gradient --data=bars-and-stripes|data=bars-and-stripes has 16 values a row, must have 100",
        "recall|Missing required parameter",
      })
  void shouldRefuseBadInput(String arguments, String message) {
    assertRefused(message, arguments.split(" "));
  }

  @Test
  void shouldRefuseToRecallWithAModelThatStoresNothing() {
    Trained.run(folder, "rbm", "--epochs=1");
    assertRefused("has model=rbm, must be a model that stores patterns", "recall", "rbm");
  }

  @Test
  void shouldRefuseAModelFileThatIsNoNetwork() throws Exception {
    Path run = Files.createDirectory(folder.resolve("broken"));
    Files.copy(folder.resolve("hebb/settings.conf"), run.resolve("settings.conf"));
    float[] couplings = new float[UNITS * UNITS];
    couplings[7] = 1;
    Map<String, String> metadata =
        Map.of("model", "hopfield", "patterns", "6", "temperature", "0.0");
    write(run, metadata, couplings);
    assertRefused("couplings[7,0]=0.0, must be couplings[0,7]=1.0", "recall", "broken");
    couplings[7] = 0;
    write(run, Map.of("model", "hopfield", "patterns", "x"), couplings);
    assertRefused("must be a number from", "recall", "broken");
  }

  private static void write(Path run, Map<String, String> metadata, float[] couplings)
      throws Exception {
    List<Tensor> tensors =
        List.of(
            Tensor.of("couplings", couplings, UNITS, UNITS),
            Tensor.of("biases", new float[UNITS], UNITS));
    try (var out = Files.newOutputStream(run.resolve("model.safetensors"))) {
      new Safetensors(metadata, tensors).writeTo(out);
    }
  }

  private static void assertRefused(String expected, String... arguments) {
    Run run = Run.in(folder, arguments);
    assertAll(
        () -> assertEquals(2, run.status(), run::toString),
        () -> assertEquals(1, run.err().lines().count(), run::err),
        () -> assertTrue(run.err().contains(expected), () -> expected + " in " + run.err()));
  }
}
