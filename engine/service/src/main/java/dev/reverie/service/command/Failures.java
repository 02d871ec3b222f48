package dev.reverie.service.command;

import dev.reverie.input.InputException;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.training.RunFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * How a command that fails ends: one line for people, and an exit status. Stack traces go to a log.
 */
final class Failures {
  static final int FAILED = 1;
  static final int UNUSABLE = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  int onParameter(ParameterException e, String[] arguments) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    console.complain(e.getMessage() + " (see ./" + command + " --help)");
    return UNUSABLE;
  }

  int onExecution(Exception e, CommandLine line, ParseResult result) {
    if (e instanceof InputException) {
      console.complain(e.getMessage());
      return UNUSABLE;
    }
    if (e instanceof RunFailure) {
      console.complain(e.getMessage());
      return FAILED;
    }
    LOG.error("failed", e);
    console.complain("failed: " + e + traceOf(e));
    return FAILED;
  }

  int onError(Error e) {
    LOG.error("failed", e);
    if (e instanceof OutOfMemoryError) {
      console.complain(
          "the heap of "
              + Numbers.bytes(Runtime.getRuntime().maxMemory())
              + " is too small for this; a larger one: REVERIE_JAVA_OPTS=-Xmx...");
      return UNUSABLE;
    }
    if (e.getCause() instanceof IllegalArgumentException cause) {
      console.complain(cause.getMessage());
      return UNUSABLE;
    }
    console.complain("failed: " + e + traceOf(e));
    return FAILED;
  }

  private static String traceOf(Throwable e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    try {
      Path file = Files.createTempFile("reverie-", ".log");
      Files.writeString(file, trace.toString());
      return " (details in " + file + ")";
    } catch (IOException unwritable) {
      return "";
    }
  }
}
