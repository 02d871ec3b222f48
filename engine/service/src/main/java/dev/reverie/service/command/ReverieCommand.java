package dev.reverie.service.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself. */
@Command(
    name = "reverie",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Learns restricted Boltzmann machines with many persistent Markov chains that never wait for one another.",
      ""
    },
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "To begin with:",
      "  ./reverie train                       learn drawn digits, see runs/digits-500-1",
      "  ./reverie sample runs/digits-500-1    draw new ones",
      "  ./reverie train --help                what can be set",
      "",
      "Exit status: 0 done, 1 failed (diverged, say), 2 input that cannot be used."
    })
final class ReverieCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        new CommandLine(spec),
        "no command given, must be one of " + String.join(", ", spec.subcommands().keySet()));
  }
}
