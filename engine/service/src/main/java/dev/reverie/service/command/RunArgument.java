package dev.reverie.service.command;

import dev.reverie.service.console.Console;
import dev.reverie.service.trained.TrainedRun;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The run that a command looks at. */
final class RunArgument {
  @Parameters(index = "0", paramLabel = "RUN", description = "The folder of a run.")
  private Path run;

  Path path(Console console) {
    return console.folder().resolve(run);
  }

  TrainedRun read(Console console) {
    return TrainedRun.read(path(console));
  }
}
