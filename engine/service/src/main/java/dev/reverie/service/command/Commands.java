package dev.reverie.service.command;

import dev.reverie.service.console.Console;
import java.io.PrintWriter;
import picocli.CommandLine;

/** The whole command line. */
public final class Commands {
  private Commands() {}

  /**
   * Runs a command and returns its exit status: 0, 1 for a failure, 2 for input that cannot be
   * used.
   */
  public static int run(Console console, String... arguments) {
    CommandLine line = new CommandLine(new ReverieCommand());
    line.addSubcommand(TrainCommand.line(console));
    line.addSubcommand(ClusterCommand.line(console));
    line.addSubcommand(NodeCommand.line(console));
    line.addSubcommand(new StatusCommand(console));
    line.addSubcommand(new EvaluateCommand(console));
    line.addSubcommand(new SampleCommand(console));
    line.addSubcommand(new TransformCommand(console));
    line.addSubcommand(new ClassifyCommand(console));
    line.addSubcommand(new RecallCommand(console));
    line.addSubcommand(new AnnealCommand(console));
    line.addSubcommand(new InfoCommand(console));
    line.setOut(new PrintWriter(console.out(), true));
    line.setErr(new PrintWriter(console.err(), true));
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(100);
    line.setUsageHelpLongOptionsMaxWidth(28);
    line.setAbbreviatedOptionsAllowed(false);
    Failures failures = new Failures(console);
    line.setParameterExceptionHandler(failures::onParameter);
    line.setExecutionExceptionHandler(failures::onExecution);
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError | LinkageError e) {
      return failures.onError(e);
    }
  }
}
