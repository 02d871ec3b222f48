package dev.reverie.service.console;

import dev.reverie.clock.Clock;
import java.io.PrintStream;

/**
 * Shows how far something is: one line rewritten in place on a terminal, else a plain line now and
 * then.
 */
public final class ProgressLine implements AutoCloseable {
  /** Between two plain lines. */
  static final long PLAIN_INTERVAL_NANOS = 10_000_000_000L;

  /** Before the first one: rates mean little until the JVM is warm. */
  static final long PLAIN_DELAY_NANOS = 2_000_000_000L;

  private static final String START = "\r\u001b[K";
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";

  private final PrintStream out;
  private final boolean terminal;
  private final Clock clock;
  private final boolean shows;
  private boolean standing;
  private long nextPlain;

  /**
   * Writes to the console's output, or to its error stream when the output is for results alone.
   */
  public ProgressLine(PrintStream out, Console console) {
    this(out, console, true);
  }

  private ProgressLine(PrintStream out, Console console, boolean shows) {
    this.out = out;
    this.shows = shows;
    this.terminal = console.terminal();
    this.clock = console.clock();
    this.nextPlain = clock.nanoTime() + PLAIN_DELAY_NANOS;
  }

  /** For lines that stay alone. */
  public static ProgressLine withoutProgress(Console console) {
    return new ProgressLine(console.out(), console, false);
  }

  /** Shows the newest state; most of them are not printed where there is no terminal. */
  public synchronized void show(String line) {
    if (!shows) {
      return;
    }
    if (terminal) {
      out.print(START + NO_WRAP + line + WRAP);
      out.flush();
      standing = true;
    } else if (clock.nanoTime() - nextPlain >= 0) {
      out.println(line);
      out.flush();
      nextPlain = clock.nanoTime() + PLAIN_INTERVAL_NANOS;
    }
  }

  /** Prints a line that stays, above the one that is rewritten. */
  public synchronized void say(String line) {
    clear();
    out.println(line);
    out.flush();
  }

  /** Removes the line that is rewritten. */
  @Override
  public synchronized void close() {
    clear();
    out.flush();
  }

  private void clear() {
    if (standing) {
      out.print(START);
      standing = false;
    }
  }
}
