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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mixtures through the commands. */
final class MixtureRunTest {
  @TempDir static Path folder;

  /** Two kinds of rows, each bit of which is wrong in a tenth of them. */
  @BeforeAll
  static void train() throws Exception {
    Random random = new Random(3);
    StringBuilder bits = new StringBuilder();
    StringBuilder reals = new StringBuilder();
    for (int n = 0; n < 400; n++) {
      for (int i = 0; i < 6; i++) {
        boolean on = (n % 4 == 0) == (i < 3) ^ random.nextInt(10) == 0;
        bits.append(i == 0 ? "" : ",").append(on ? 1 : 0);
        double real = (n % 4 == 0 ? 5 : -5) + random.nextGaussian();
        reals.append(i == 0 ? "" : ",").append((float) real);
      }
      bits.append('\n');
      reals.append('\n');
    }
    Files.writeString(folder.resolve("bits.csv"), bits);
    Files.writeString(folder.resolve("reals.csv"), reals);
    done(arguments("bernoulli-mixture", "bits.csv", "bits", "--epochs=40"));
    done(arguments("gaussian-mixture", "reals.csv", "reals", "--epochs=40"));
  }

  private static String[] arguments(String model, String data, String out, String... more) {
    List<String> first =
        List.of("train", "--model=" + model, "--data=" + data, "--components=2", "--out=" + out);
    return Stream.concat(first.stream(), List.of(more).stream()).toArray(String[]::new);
  }

  private static Run done(String... arguments) {
    return Run.in(folder, arguments).assertDone();
  }

  private static void assertRefused(String expected, String... arguments) {
    Run.in(folder, arguments).assertRefused(expected);
  }

  private static float[] tensor(String run, String name, long... shape) {
    return Safetensors.read(folder.resolve(run + "/model.safetensors"))
        .require(run, name, TensorType.F32, shape)
        .floats();
  }

  /** One column's entropy is 0.325 nats, and that of the kind of row 0.56. */
  @Test
  void shouldTellTheLikelihood() {
    String said = done("evaluate", "bits").out();
    assertTrue(said.contains("estimator             exact"), said);
    String line = said.lines().filter(each -> each.contains("train like")).findFirst().orElse("");
    double likelihood = Double.parseDouble(line.replaceAll("^\\D*(-\\d+\\.\\d+) nats.*", "$1"));
    assertEquals(-6 * 0.325 - 0.56, likelihood, 0.2);
    assertTrue(done("evaluate", "reals").out().contains("densities"), said);
  }

  @Test
  void shouldFindBothKinds() {
    float[] mixing = tensor("bits", "mixing", 2);
    assertEquals(0.25, Math.min(mixing[0], mixing[1]), 0.06);
    float[] means = tensor("bits", "means", 2, 6);
    int few = mixing[0] < mixing[1] ? 0 : 1;
    assertEquals(0.9, means[6 * few], 0.1);
    assertEquals(0.1, means[6 * few + 5], 0.1);
    tensor("reals", "log_variances", 2, 6);
    tensor("reals", "data_mean", 6);
  }

  @Test
  void shouldDrawAndFillIn() throws Exception {
    done("sample", "bits", "--count=400", "--out=drawn.npy");
    Files.writeString(folder.resolve("half.csv"), "1,1,1,0,0,0\n");
    done("sample", "bits", "--clamp=half.csv", "--keep=left", "--out=filled.npy");
    try (InputStream in = Files.newInputStream(folder.resolve("filled.npy"))) {
      float[] filled = Npy.readFloats(in, "filled")[0];
      assertArrayEquals(new float[] {1, 1, 1}, Arrays.copyOf(filled, 3));
    }
    try (InputStream in = Files.newInputStream(folder.resolve("drawn.npy"))) {
      double alike = 0;
      for (float[] state : Npy.readFloats(in, "drawn")) {
        alike += state[0] == state[1] ? 1.0 / 400 : 0;
      }
      assertEquals(0.82, alike, 5 * Math.sqrt(0.82 * 0.18 / 400) + 0.05);
    }
    assertTrue(Files.exists(folder.resolve("bits/fantasy.png")));
    assertTrue(Files.exists(folder.resolve("bits/filters.png")));
  }

  @Test
  void shouldTellWhichComponentARowIsOf() throws Exception {
    String out = done("transform", "bits", "--data=bits.csv", "--out=kinds.npy").out();
    assertTrue(out.contains("component probabilities"), out);
    try (InputStream in = Files.newInputStream(folder.resolve("kinds.npy"))) {
      float[][] kinds = Npy.readFloats(in, "kinds");
      assertEquals(1, kinds[0][0] + kinds[0][1], 1e-6);
      assertTrue(kinds[0][0] > 0.9 != kinds[1][0] > 0.9);
    }
  }

  @Test
  void shouldTellWhatARunIsAndHowItWent() throws Exception {
    String out = done("info", "bits").out();
    assertTrue(out.contains("6 columns (1 x 6), mixture of 2 Bernoullis"), out);
    Map<Metric, Double> last = MetricsFile.last(folder.resolve("bits/metrics.csv")).orElseThrow();
    assertEquals(-2.5, last.get(Metric.LOG_LIKELIHOOD), 0.3);
    assertFalse(last.containsKey(Metric.LEARNING_RATE), last::toString);
  }

  @Test
  void shouldGiveTheSameBytesByAnyThreadsAndAfterResuming() throws Exception {
    byte[] whole = Files.readAllBytes(folder.resolve("reals/model.safetensors"));
    done(arguments("gaussian-mixture", "reals.csv", "one", "--epochs=40", "--threads=1"));
    assertArrayEquals(whole, Files.readAllBytes(folder.resolve("one/model.safetensors")));
    done(
        arguments(
            "gaussian-mixture", "reals.csv", "parts", "--epochs=7", "--threads=3", "--chains=5"));
    done("train", "--resume=parts", "--epochs=40");
    assertArrayEquals(whole, Files.readAllBytes(folder.resolve("parts/model.safetensors")));
  }

  @Test
  void shouldTakeTheKindThatSuitsTheData() {
    done(arguments("mixture", "bits.csv", "suits", "--epochs=2"));
    assertTrue(done("info", "suits").out().contains("Bernoullis"));
    done(arguments("mixture", "reals.csv", "suits-too", "--epochs=2", "--binarise=none"));
    assertTrue(done("info", "suits-too").out().contains("normal distributions"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--components=0 | components='0', must be a whole number from 1",
        "--components=399 | components=399, must be at most the 360 rows",
        "--batch=100 | batch=100 with a mixture, must be at least the 360 rows",
        "--pseudo-count=-1 | pseudo-count='-1', must be",
        "--variance-floor=0.1 | variance-floor='0.1' with model=bernoulli-mixture, must not be given",
        "--hidden=3 | hidden='3' with model=bernoulli-mixture, must not be given",
        "--rate=3 | rate='3' with model=bernoulli-mixture, must not be given",
        "--labels=auto | labels='auto' with model=bernoulli-mixture, must not be given",
        "--binarise=none | binarise=none with visible-units=binary, must be threshold or sample"
      })
  void shouldRefuse(String option, String expected) {
    String[] arguments = arguments("bernoulli-mixture", "bits.csv", "refused", option);
    arguments[3] = option.startsWith("--components") ? "--seed=2" : arguments[3];
    assertRefused(expected, arguments);
    assertFalse(Files.exists(folder.resolve("refused")));
  }

  @Test
  void shouldRefuseADamagedModel() throws Exception {
    done(arguments("bernoulli-mixture", "bits.csv", "damaged", "--epochs=1"));
    Path model = folder.resolve("damaged/model.safetensors");
    byte[] bytes = Files.readAllBytes(model);
    for (int k = bytes.length - 4; k < bytes.length; k++) {
      bytes[k] = 0x7F;
    }
    Files.write(model, bytes);
    assertRefused("damaged", "evaluate", "damaged");
    Files.copy(
        folder.resolve("reals/model.safetensors"), model, StandardCopyOption.REPLACE_EXISTING);
    assertRefused("with visible-units=gaussian", "evaluate", "damaged");
  }
}
