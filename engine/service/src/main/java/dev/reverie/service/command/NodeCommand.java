package dev.reverie.service.command;

import dev.reverie.service.console.Console;
import dev.reverie.service.evaluation.Evaluation;
import dev.reverie.service.node.NodeOptions;
import dev.reverie.service.node.NodeResult;
import dev.reverie.service.node.NodeTrainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes part in a training as one of several nodes. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    synopsisHeading = "",
    customSynopsis = {
      "Usage: reverie node --profile NAME --out DIR [SETTINGS] [--host H] [--port P] [--seed-node H:P]",
      "       reverie node --profile NAME --no-aggregator [SETTINGS] [--host H] [--port P] [--seed-node H:P]"
    },
    header = "Take part in a training over several machines.",
    description = {
      "",
      "Every node gets the same settings and its own copy of the data. The first one makes the run's folder; the others find"
          + " its settings there. One node at a time has the aggregator, and writes what train writes; when it goes, another"
          + " one goes on from the newest checkpoint. Ctrl-C and SIGTERM have the node leave, and the others go on.",
      ""
    },
    footer = {
      "",
      "On the first of some machines that share a folder, and with their --host on the others:",
      "  ./reverie node --profile lan --seed-node 10.0.0.1:25520 --seed-node 10.0.0.2:25520 --host 10.0.0.1 --out /shared/run",
      "",
      "Exit status: as train has it, and 75 when the node was parted from the others and may be started again."
    })
final class NodeCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  @Mixin private SettingsOptions settings;

  @Option(
      names = "--profile",
      required = true,
      order = 900,
      paramLabel = "NAME",
      description =
          "'local' (this machine alone), 'lan' (a closed network), 'tls' (encrypted, with certificates), or a file.")
  private String profile;

  @Option(
      names = "--out",
      order = 901,
      paramLabel = "DIR",
      description = "The run's folder, which all nodes share that may have the aggregator.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--name",
      order = 902,
      paramLabel = "N",
      description = "Unique among the nodes. Of host and port when it is not given.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--host",
      order = 903,
      paramLabel = "H",
      description =
          "Address that the other nodes reach this one at. The profile's when it is not given.")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--port",
      order = 904,
      paramLabel = "P",
      description = "For messages; 0 for any. The profile's when it is not given.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--data-port",
      order = 905,
      paramLabel = "P",
      description = "For snapshots and contributions; 0 for any. Default: 0",
      defaultValue = "0")
  private int dataPort;

  @Option(
      names = "--seed-node",
      order = 906,
      paramLabel = "H:P",
      description =
          "A node to join by; several may be given, the same ones on every node. The first one begins alone.")
  private List<String> seeds = List.of();

  @Option(
      names = "--cores",
      order = 907,
      paramLabel = "N",
      description = "That the node computes with: its share of the work. All when it is not given.")
  private Optional<Integer> cores = Optional.empty();

  @Option(
      names = "--no-aggregator",
      order = 908,
      description = "The node only computes, and needs no folder.")
  private boolean computesOnly;

  @Option(
      names = "--until-input-ends",
      order = 909,
      description =
          "The training stops at a clean point when the standard input ends, and Ctrl-C is left to whoever has it.")
  private boolean supervised;

  private NodeCommand(Console console) {
    this.console = console;
  }

  static CommandLine line(Console console) {
    CommandLine line = new CommandLine(new NodeCommand(console));
    SettingsOptions.addTo(line.getCommandSpec());
    return line;
  }

  @Override
  public Integer call() {
    NodeOptions options =
        new NodeOptions(
            profile, name, host, port, dataPort, cores, !computesOnly, seeds, supervised);
    NodeResult result =
        new NodeTrainer(console)
            .run(settings.file(console.folder()), SettingsOptions.given(spec), out, options);
    result.trained().ifPresent(folder -> Evaluation.quick(folder, console));
    return result.status();
  }
}
