package dev.reverie.service.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.reverie.input.InputException;
import dev.reverie.run.Mode;
import dev.reverie.service.settings.Choice;
import dev.reverie.service.settings.Found;
import dev.reverie.service.settings.Preset;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SettingsFileTest {
  @TempDir Path folder;

  private SettingsFile file(String text) throws Exception {
    Path path = folder.resolve("settings.conf");
    Files.writeString(path, text);
    return SettingsFile.read(path);
  }

  private TrainSettings settings(SettingsFile file, Map<Setting, String> given) {
    return new Given(given).over(file, folder);
  }

  @Test
  void shouldGiveAllOfItAgain() throws Exception {
    Map<Setting, String> given = new HashMap<>();
    given.put(Setting.DATA, "my \"odd\" data, \\ and ${so} on.csv");
    given.put(Setting.BINARISE, "sample");
    given.put(Setting.MODEL, "label-rbm");
    given.put(Setting.VISIBLE_UNITS, "softmax:4");
    given.put(Setting.HIDDEN_UNITS, "spin");
    given.put(Setting.LABELS, "auto");
    given.put(Setting.OBJECTIVE, "hybrid");
    given.put(Setting.GENERATIVE_WEIGHT, "0.25");
    given.put(Setting.HIDDEN, "33");
    given.put(Setting.EPOCHS, "7");
    given.put(Setting.BATCH, "11");
    given.put(Setting.PARTICLES, "12");
    given.put(Setting.CHAINS, "3");
    given.put(Setting.STEPS, "2");
    given.put(Setting.RATE, "1e-7");
    given.put(Setting.RATE_DECAY, "none");
    given.put(Setting.OPTIMISER, "sgd");
    given.put(Setting.MOMENTUM, "0.9");
    given.put(Setting.L1, "1e-5");
    given.put(Setting.NORM_BOUND, "4");
    given.put(Setting.SPARSITY_TARGET, "0.2");
    given.put(Setting.SPARSITY_RATE, "0.3");
    given.put(Setting.CENTRING, "average");
    given.put(Setting.OFFSET_RATE, "0.02");
    given.put(Setting.FAST_RATE, "0.4");
    given.put(Setting.FAST_DECAY, "0.9");
    given.put(Setting.WEIGHT_DECAY, "2.5E-4");
    given.put(Setting.WEIGHT_SCALE, "0");
    given.put(Setting.TEMPERATURES, "7");
    given.put(Setting.LADDER_WARM_UP, "300");
    given.put(Setting.LEVELS, "auto");
    given.put(Setting.LEVEL_ACCEPTANCE, "auto");
    given.put(Setting.METHOD, "tempered");
    given.put(Setting.MODE, "lockstep");
    given.put(Setting.MAX_STALENESS, "5");
    given.put(Setting.THREADS, "6");
    given.put(Setting.SEED, "-9223372036854775808");
    given.put(Setting.CHECKPOINT_EVERY, "1234567890123");
    TrainSettings settings = settings(SettingsFile.none(), given);
    assertEquals(given.keySet(), settings.values().keySet());
    Found found = new Found("00e7", 6, 2, 3);

    SettingsFile again = file(SettingsFile.render(settings.values(), found));
    assertEquals(settings, settings(again, Map.of()));
    assertEquals(found, again.found());
  }

  @Test
  void shouldHaveADefaultForEverySettingAndNoOther() {
    assertEquals(
        Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.toSet()),
        ConfigFactory.parseResources("reference.conf").getObject("reverie.train").keySet());
  }

  @Test
  void shouldPutTheCommandLineBeforeTheFileAndTheFileBeforeDefaults() throws Exception {
    SettingsFile file = file("reverie.train { hidden = 9, batch = 8 }");
    TrainSettings settings = settings(file, Map.of(Setting.BATCH, "7"));

    assertEquals("9", settings.values().get(Setting.HIDDEN));
    assertEquals(7, settings.data().batch());
    assertEquals(20, settings.execution().epochs());
  }

  @ParameterizedTest
  @EnumSource
  void shouldPutFilesBeforePresetsAndPresetsBeforeDefaults(Preset preset) throws Exception {
    SettingsFile recipe = Preset.read(Choice.name(preset));
    TrainSettings settings =
        settings(file("reverie.train.hidden = 9").over(recipe), Map.of(Setting.DATA, "digits"));

    assertEquals("9", settings.values().get(Setting.HIDDEN));
    assertEquals(Mode.LOCKSTEP, settings.execution().mode());
    assertEquals("digits", settings.data().source());
  }

  @Test
  void shouldTakeWhatFollowsFromTheMachineAndFromOtherSettings() {
    TrainSettings settings =
        settings(SettingsFile.none(), Map.of(Setting.METHOD, "ml", Setting.PARTICLES, "1"));

    assertEquals(Runtime.getRuntime().availableProcessors(), settings.execution().threads());
    assertEquals(1, settings.execution().chains());
    assertEquals("100", settings.values().get(Setting.STEPS));
  }

  @Test
  void shouldChooseALadderThatSuitsTheModel() {
    TrainSettings settings =
        settings(SettingsFile.none(), Map.of(Setting.METHOD, "tempered", Setting.HIDDEN, "500"));

    assertEquals("20", settings.values().get(Setting.TEMPERATURES));
    assertEquals("1000", settings.values().get(Setting.LADDER_WARM_UP));
  }

  @Test
  void shouldKeepTheLevelsOfATrajectory() {
    Map<Setting, String> given =
        Map.of(
            Setting.METHOD, "trajectory", Setting.HIDDEN, "500", Setting.LEVEL_ACCEPTANCE, "0.4");
    TrainSettings settings = settings(SettingsFile.none(), given);

    assertEquals("20", settings.values().get(Setting.LEVELS));
    assertEquals("0.4", settings.values().get(Setting.LEVEL_ACCEPTANCE));
    assertEquals("auto", settings.values().get(Setting.TEMPERATURES));
    assertEquals("0.01", settings.values().get(Setting.RATE));
    TrainSettings quicker =
        settings(SettingsFile.none(), Map.of(Setting.METHOD, "trajectory", Setting.RATE, "0.05"));
    assertEquals("0.05", quicker.values().get(Setting.RATE));
  }

  @Test
  void shouldKnowBuiltInDataByNameAndFilesByTheirWholePath() {
    assertEquals("digits", settings(SettingsFile.none(), Map.of()).data().source());
    assertEquals(
        folder.resolve("x.csv").toAbsolutePath().toString(),
        settings(SettingsFile.none(), Map.of(Setting.DATA, "x.csv")).data().source());
  }

  @Test
  void shouldRefuseARunWhoseSettingsAreNotAllThere() throws Exception {
    SettingsFile file = file("reverie.train.hidden = 9");
    InputException refused =
        assertThrows(
            InputException.class, () -> new Given(Map.of()).resuming(file, folder, folder));
    assertTrue(refused.getMessage().contains("settings.conf has no reverie.train.data"));
  }
}
