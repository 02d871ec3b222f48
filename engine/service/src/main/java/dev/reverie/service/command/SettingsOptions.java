package dev.reverie.service.command;

import dev.reverie.input.InputException;
import dev.reverie.service.family.Families;
import dev.reverie.service.plan.Given;
import dev.reverie.service.settings.Preset;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.SettingsFile;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Where the commands that train have their settings from. */
final class SettingsOptions {
  @Option(
      names = "--config",
      order = 1001,
      paramLabel = "FILE",
      description =
          "Settings from a file, such as another run's settings.conf; options come first.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--preset",
      order = 1002,
      paramLabel = "NAME",
      description =
          "A recipe whose figures are known: 'mnist-sampled' (likelihood of MNIST, intensities being probabilities), "
              + "'mnist-labels' (pictures and their classes), 'mnist-hybrid' (fewest errors) or 'mnist-dbm' (a deep "
              + "machine). Data are train-images-idx3-ubyte.gz in this folder unless --data says where; options and --config come first.")
  private Optional<String> preset = Optional.empty();

  /** Adds an option for each {@link Setting}. */
  static void addTo(CommandSpec spec) {
    Map<Setting, String> defaults = SettingsFile.defaults();
    String models = Families.help();
    for (Setting setting : Setting.values()) {
      spec.addOption(
          OptionSpec.builder("--" + setting.key())
              .type(String.class)
              .order(setting.ordinal())
              .paramLabel(setting.label())
              .description(setting.description(models) + " Default: " + defaults.get(setting))
              .build());
    }
  }

  /** The settings that were given as options. */
  static Given given(CommandSpec spec) {
    Map<Setting, String> texts = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String text =
          spec.commandLine().getParseResult().matchedOptionValue("--" + setting.key(), null);
      if (text != null) {
        texts.put(setting, text);
      }
    }
    return new Given(texts);
  }

  /** The settings of the file and the preset that were given. */
  SettingsFile file(Path folder) {
    return config
        .map(file -> SettingsFile.read(folder.resolve(file)))
        .orElseGet(SettingsFile::none)
        .over(preset.map(Preset::read).orElseGet(SettingsFile::none));
  }

  /** Refuses what must not be given beside a run that goes on. */
  Path refuseBeside(Path run, Optional<Path> out) {
    if (preset.isPresent()) {
      throw new InputException("preset=" + preset.get() + ", must not be given with --resume");
    }
    if (config.isPresent()) {
      throw new InputException("config=" + config.get() + ", must not be given with --resume");
    }
    if (out.isPresent() && !out.get().normalize().equals(run.normalize())) {
      throw new InputException("out=" + out.get() + ", must stay " + run + " when resuming");
    }
    return run;
  }
}
