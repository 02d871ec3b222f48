package dev.reverie.service;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of bad input gets one line, exit status 2, and leaves nothing behind. */
final class BadInputTest {
  @TempDir Path folder;
  private List<String> before;

  @BeforeEach
  void remember() {
    before = Folders.below(folder);
  }

  private void assertRefused(String expected, String... arguments) {
    Run run = Run.in(folder, arguments);
    assertAll(
        () -> assertEquals(2, run.status(), run::toString),
        () -> assertEquals(1, run.err().lines().count(), run::err),
        () -> assertTrue(run.err().startsWith("reverie: "), run::err),
        () -> assertTrue(run.err().contains(expected), () -> expected + " in " + run.err()),
        () -> assertEquals("", run.out()),
        () -> assertEquals(before, Folders.below(folder)));
  }

  private void write(String name, String content) {
    Folders.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    remember();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hidden|0|a whole number from 1",
        "hidden|-3|a whole number from 1",
        "hidden|abc|a whole number from 1",
        "hidden|99999999999|a whole number from 1",
        "epochs|0|a whole number from 1",
        "batch|0|a whole number from 1",
        "particles|0|a whole number from 1",
        "chains|0|a whole number from 1",
        "steps|0|a whole number from 1",
        "threads|0|a whole number from 1",
        "threads|5000|from 1 to 1024",
        "max-staleness|0|a whole number from 1",
        "checkpoint-every|-1|a whole number from 0",
        "seed|x|a whole number",
        "rate|0|a finite number above 0",
        "rate|-1|a finite number above 0",
        "rate|NaN|a finite number above 0",
        "rate|Infinity|a finite number above 0",
        "momentum|1|less than 1",
        "momentum|-0.1|at least 0",
        "weight-decay|-1|not negative",
        "weight-scale|NaN|not negative",
        "binarise|grey|threshold or sample",
        "rate-decay|cosine|none or linear",
        "method|sgd|pcd or cd or ml",
        "mode|sync|lockstep or async"
      })
  void shouldRefuseASettingOutOfRange(String name, String value, String right) {
    assertRefused(right, "train", "--data", "bars-and-stripes", "--" + name + "=" + value);
    Run run = Run.in(folder, "train", "--" + name + "=" + value);
    assertTrue(run.err().contains(name + "='" + value + "'"), run::err);
  }

  @Test
  void shouldRefuseMoreChainsThanParticles() {
    assertRefused(
        "chains=11, must be at most the 10 particles", "train", "--chains=11", "--particles=10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--method=pcd --temperatures=20|temperatures=20 with method=pcd, must be auto",
        "--ladder-warm-up=20|ladder-warm-up=20 with method=pcd, must be auto",
        "--method=tempered --temperatures=1|temperatures='1', must be a whole number from 2",
        "--method=tempered --ladder-warm-up=-1|ladder-warm-up='-1', must be a whole number",
        "--method=tempered --levels=9|levels=9 with method=tempered, must be auto",
        "--method=pcd --level-acceptance=0.3|level-acceptance=0.3 with method=pcd, must be auto",
        "--method=trajectory --temperatures=9|temperatures=9 with method=trajectory, must be auto",
        "--method=trajectory --levels=2|levels='2', must be a whole number from 3",
        "--method=trajectory --level-acceptance=1|level-acceptance='1', must be above 0",
        "--method=trajectory --level-acceptance=0|level-acceptance='0', must be above 0",
        "--method=trajectory --model=gaussian-rbm|method=trajectory with visible-units=gaussian",
        "--method=trajectory --labels=auto --objective=discriminative|there is no negative phase",
        "--method=tempered --labels=auto --objective=discriminative|there is no negative phase"
      })
  void shouldRefuseLaddersWhereTheyMakeNoSense(String options, String expected) {
    assertRefused(expected, ("train --hidden=4 " + options).split(" "));
  }

  @Test
  void shouldRefuseAPresetThatIsUnknownOrHasNoDataOrComesWithAnotherRun() {
    assertRefused("preset='mnist', must be mnist-sampled or", "train", "--preset=mnist");
    assertRefused("train-images-idx3-ubyte.gz", "train", "--preset=mnist-sampled");
    assertRefused(
        "preset=mnist-sampled, must not", "train", "--preset=mnist-sampled", "--resume=x");
  }

  @Test
  void shouldRefuseAnUnknownOption() {
    assertRefused("Unknown option: '--speed=9'", "train", "--speed=9");
  }

  @Test
  void shouldRefuseAnOptionWithoutItsValue() {
    assertRefused("--hidden", "train", "--hidden");
  }

  @Test
  void shouldRefuseAnUnknownCommand() {
    assertRefused("learn", "learn");
  }

  @Test
  void shouldRefuseNoCommandAtAll() {
    assertRefused("no command given");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "sample", "transform", "info"})
  void shouldRefuseACommandWithoutItsRun(String command) {
    assertRefused("RUN", command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "sample", "transform", "info"})
  void shouldRefuseARunThatDoesNotExist(String command) {
    assertRefused("does not exist, must be the folder of a run", command, "nowhere");
  }

  @Test
  void shouldRefuseDataThatDoNotExist() {
    assertRefused("does not exist", "train", "--data", "nothing.csv");
  }

  @Test
  void shouldRefuseTruncatedData() {
    byte[] idx = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3};
    Folders.write(folder.resolve("images"), idx);
    remember();
    assertRefused("truncated", "train", "--data", folder.resolve("images").toString());
  }

  @Test
  void shouldRefuseDataOfNoKnownFormat() {
    write("data.npy", "\u0001\u0002 no data at all");
    assertRefused(
        "must be IDX, NPY or CSV", "train", "--data", folder.resolve("data.npy").toString());
  }

  @Test
  void shouldRefuseDataOutOfRange() {
    write("data.csv", "0,1\n0.5,2\n");
    assertRefused("[0, 1]", "train", "--data", folder.resolve("data.csv").toString());
  }

  @Test
  void shouldRefuseDataWithRowsOfUnequalLength() {
    write("data.csv", "0,1,1\n0,1\n");
    assertRefused("data.csv", "train", "--data", folder.resolve("data.csv").toString());
  }

  @Test
  void shouldRefuseAFolderThatHoldsAnotherRun() throws Exception {
    Files.createDirectory(folder.resolve("run"));
    write("run/settings.conf", "");
    assertRefused("holds another run", "train", "--data", "bars-and-stripes", "--out", "run");
  }

  @Test
  void shouldRefuseAFolderThatHoldsSomethingElse() throws Exception {
    Files.createDirectory(folder.resolve("run"));
    write("run/letter.txt", "");
    assertRefused("is not empty", "train", "--data", "bars-and-stripes", "--out", "run");
  }

  @Test
  void shouldRefuseAFolderUnderAFile() {
    write("file", "");
    assertRefused("out=", "train", "--data", "bars-and-stripes", "--out", "file/run");
  }

  @Test
  void shouldRefuseAModelLargerThanMemoryWithTheNumbers() {
    assertRefused("GiB", "train", "--data", "bars-and-stripes", "--hidden", "33000000");
    assertRefused(
        "16 visible x 33000000 hidden",
        "train",
        "--data",
        "bars-and-stripes",
        "--hidden",
        "33000000");
  }

  @Test
  void shouldRefuseParticlesThatNoMemoryHolds() {
    assertRefused(
        "memory",
        "train",
        "--data",
        "bars-and-stripes",
        "--hidden",
        "10000",
        "--particles",
        "2000000000");
  }

  @Test
  void shouldRefuseAnUnknownKeyInAFileOfSettings() {
    write("my.conf", "reverie.train.hiden = 5");
    assertRefused("unknown key reverie.train.hiden", "train", "--config", "my.conf");
    write("my.conf", "reverie { trian {} }");
    assertRefused("unknown key reverie.trian", "train", "--config", "my.conf");
    write("my.conf", "akka.loglevel = DEBUG");
    assertRefused("unknown key akka", "train", "--config", "my.conf");
  }

  @Test
  void shouldRefuseASettingThatIsNoSingleValue() {
    write("my.conf", "reverie.train.hidden = [1, 2]");
    assertRefused("reverie.train.hidden must be a single value", "train", "--config", "my.conf");
    write("my.conf", "reverie.train = 5");
    assertRefused("reverie.train must be a section", "train", "--config", "my.conf");
  }

  @Test
  void shouldRefuseAFileOfSettingsThatIsNone() {
    write("my.conf", "reverie { train {");
    assertRefused("is no settings file", "train", "--config", "my.conf");
    assertRefused("does not exist", "train", "--config", "other.conf");
  }

  @Test
  void shouldRefuseAFolderWithoutARunToResume() throws Exception {
    Files.createDirectory(folder.resolve("run"));
    remember();
    assertRefused("holds no run", "train", "--resume", "run");
  }

  @Test
  void shouldRefuseASettingsFileBesideARunToResume() {
    assertRefused(
        "must not be given with --resume", "train", "--resume", "run", "--config", "my.conf");
  }
}
