package dev.reverie.service.command;

import dev.reverie.input.InputException;
import dev.reverie.service.console.Console;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.status.RunStatus;
import dev.reverie.service.status.StatusFile;
import dev.reverie.service.status.StatusText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells how a training over several nodes is doing. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Tell how a training over several nodes is doing.",
    description = {
      "",
      "Tells the nodes, their work and their traffic, and how far the training is.",
      ""
    })
final class StatusCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private RunArgument run;

  StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RunFolder folder = RunFolder.existing(run.path(console));
    RunStatus status =
        StatusFile.read(folder.status())
            .orElseThrow(
                () ->
                    new InputException(
                        folder + " has no status.json, must be trained by node or cluster"));
    StatusText.of(status, StatusFile.age(folder.status())).forEach(console::say);
    return 0;
  }
}
