package dev.reverie.service.command;

import dev.reverie.input.InputException;
import dev.reverie.service.console.Console;
import dev.reverie.service.evaluation.Evaluation;
import dev.reverie.service.family.Families;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.plan.Given;
import dev.reverie.service.settings.Preset;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.SettingsFile;
import dev.reverie.service.training.Trainer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model. Its settings' options are made of {@link Setting}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    synopsisHeading = "",
    customSynopsis = {
      "Usage: reverie train [SETTINGS] [--out DIR]",
      "       reverie train --resume DIR [--epochs N] [--threads N] [--chains N] [--mode NAME]",
      "                                  [--max-staleness S]"
    },
    header = "Train a model and leave a run folder.",
    description = {
      "",
      "Trains a restricted Boltzmann machine and leaves a run folder: the model, metrics, pictures, settings and"
          + " checkpoints. Ctrl-C stops at a clean point and tells how to go on. At the end the model's likelihood is"
          + " estimated, or computed where the smaller layer has up to 22 units.",
      ""
    },
    footer = {
      "",
      "MNIST, well trained:",
      "  ./reverie train --preset mnist-sampled --data train-images-idx3-ubyte.gz",
      "",
      "An exact likelihood, and a run that can be repeated to the bit:",
      "  ./reverie train --hidden 16 --mode lockstep --seed 7"
    })
final class TrainCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      order = 1000,
      paramLabel = "DIR",
      description =
          "The run's folder; it must not hold another run. Default: runs/DATA-HIDDEN-NUMBER")
  private Optional<Path> out = Optional.empty();

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
              + "'mnist-labels' (pictures and their classes) or 'mnist-hybrid' (fewest errors). Data are "
              + "train-images-idx3-ubyte.gz in this folder unless --data says where; options and --config come first.")
  private Optional<String> preset = Optional.empty();

  @Option(
      names = "--resume",
      order = 1003,
      paramLabel = "DIR",
      description =
          "Go on with a run where its newest checkpoint is. With more --epochs a linear decay of the rate ends there.")
  private Optional<Path> resume = Optional.empty();

  private TrainCommand(Console console) {
    this.console = console;
  }

  static CommandLine line(Console console) {
    CommandLine line = new CommandLine(new TrainCommand(console));
    Map<Setting, String> defaults = SettingsFile.defaults();
    String models = Families.help();
    for (Setting setting : Setting.values()) {
      line.getCommandSpec()
          .addOption(
              OptionSpec.builder("--" + setting.key())
                  .type(String.class)
                  .order(setting.ordinal())
                  .paramLabel(setting.label())
                  .description(setting.description(models) + " Default: " + defaults.get(setting))
                  .build());
    }
    return line;
  }

  @Override
  public Integer call() {
    Trainer trainer = new Trainer(console);
    Optional<RunFolder> trained =
        resume.isPresent()
            ? trainer.resume(refuseOthers(resume.get()), given())
            : trainer.begin(
                file().over(preset.map(Preset::read).orElseGet(SettingsFile::none)), given(), out);
    trained.ifPresent(folder -> Evaluation.quick(folder, console));
    return 0;
  }

  private SettingsFile file() {
    return config
        .map(file -> SettingsFile.read(console.folder().resolve(file)))
        .orElseGet(SettingsFile::none);
  }

  private Path refuseOthers(Path run) {
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

  private Given given() {
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
}
