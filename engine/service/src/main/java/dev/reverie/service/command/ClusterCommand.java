package dev.reverie.service.command;

import dev.reverie.service.console.Console;
import dev.reverie.service.fleet.FleetTrainer;
import dev.reverie.service.plan.Given;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains on several nodes of this machine. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    synopsisHeading = "",
    customSynopsis = {
      "Usage: reverie cluster --nodes N [SETTINGS] [--out DIR]",
      "       reverie cluster --nodes N --resume DIR [--epochs N] [--threads N] [--chains N]",
      "                       [--mode NAME] [--max-staleness S]"
    },
    header = "Train on several processes of this machine.",
    description = {
      "",
      "Starts so many nodes and does what train does. A node that is killed is started again, and the training goes on"
          + " whichever it is. Ctrl-C stops at a clean point and tells how to go on.",
      ""
    })
final class ClusterCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  @Mixin private SettingsOptions settings;

  @Option(
      names = "--nodes",
      order = 900,
      paramLabel = "N",
      description = "Processes, each with its share of the cores. Default: 2",
      defaultValue = "2")
  private int nodes;

  @Option(
      names = "--out",
      order = 901,
      paramLabel = "DIR",
      description =
          "The run's folder; it must not hold another run. Default: runs/DATA-HIDDEN-NUMBER")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--resume",
      order = 902,
      paramLabel = "DIR",
      description = "Go on with a run, whether train or nodes began it.")
  private Optional<Path> resume = Optional.empty();

  private ClusterCommand(Console console) {
    this.console = console;
  }

  static CommandLine line(Console console) {
    CommandLine line = new CommandLine(new ClusterCommand(console));
    SettingsOptions.addTo(line.getCommandSpec());
    return line;
  }

  @Override
  public Integer call() {
    FleetTrainer trainer = new FleetTrainer(console, nodes);
    Given given = SettingsOptions.given(spec);
    return resume.isPresent()
        ? trainer.resume(settings.refuseBeside(resume.get(), out), given)
        : trainer.begin(settings.file(console.folder()), given, out);
  }
}
