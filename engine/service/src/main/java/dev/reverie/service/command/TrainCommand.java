package dev.reverie.service.command;

import dev.reverie.service.console.Console;
import dev.reverie.service.evaluation.Evaluation;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.plan.Given;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.training.Trainer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
      "Trains a model, a restricted Boltzmann machine unless --model says otherwise, and leaves a run folder: the model,"
          + " metrics, pictures, settings and checkpoints. Ctrl-C stops at a clean point and tells how to go on. At the"
          + " end the model's likelihood is estimated, or computed where that is possible: of a mixture, and where the"
          + " smaller layer has up to 22 units.",
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

  @Mixin private SettingsOptions settings;

  @Option(
      names = "--out",
      order = 1000,
      paramLabel = "DIR",
      description =
          "The run's folder; it must not hold another run. Default: runs/DATA-HIDDEN-NUMBER")
  private Optional<Path> out = Optional.empty();

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
    SettingsOptions.addTo(line.getCommandSpec());
    return line;
  }

  @Override
  public Integer call() {
    Trainer trainer = new Trainer(console);
    Given given = SettingsOptions.given(spec);
    Optional<RunFolder> trained =
        resume.isPresent()
            ? trainer.resume(settings.refuseBeside(resume.get(), out), given)
            : trainer.begin(settings.file(console.folder()), given, out);
    trained.ifPresent(folder -> Evaluation.quick(folder, console));
    return 0;
  }
}
