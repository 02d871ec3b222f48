package dev.reverie.service.console;

import dev.reverie.clock.Clock;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What a command has around it.
 *
 * @param out results and progress
 * @param err one line when something is wrong
 * @param terminal a person looks at both, so that a line may be rewritten in place
 * @param folder relative names of files and folders start here
 * @param interrupts who tells a command to stop
 */
public record Console(
    PrintStream out,
    PrintStream err,
    boolean terminal,
    Path folder,
    Interrupts interrupts,
    Clock clock) {

  /** The process's own. */
  public static Console ofProcess() {
    return new Console(
        System.out,
        System.err,
        Terminals.present(),
        Path.of(""),
        Interrupts.ofProcess(),
        Clock.system());
  }

  /** Says one line of a result. */
  public void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Says in one line what is wrong. */
  public void complain(String message) {
    err.println("reverie: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    err.flush();
  }
}
