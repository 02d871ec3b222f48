package dev.reverie.service;

import dev.reverie.service.command.Commands;
import dev.reverie.service.console.Console;

/** The program's entry point. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(Console.ofProcess(), arguments));
  }

  /** Runs one command and returns its exit status; what it has to say goes to the console. */
  public static int run(Console console, String... arguments) {
    return Commands.run(console, arguments);
  }
}
