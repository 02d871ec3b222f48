package dev.reverie.service;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.clock.Clock;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Interrupts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A command that was run: its exit status and all it said. */
record Run(int status, String out, String err) {
  /** Nobody interrupts. */
  static final Interrupts NOBODY = stop -> () -> {};

  static Run in(Path folder, String... arguments) {
    return in(folder, NOBODY, arguments);
  }

  static Run in(Path folder, Interrupts interrupts, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(stream(out), stream(err), false, folder, interrupts, Clock.system());
    int status = Main.run(console, arguments);
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /** It was done well. */
  Run assertDone() {
    assertEquals(0, status, this::toString);
    return this;
  }

  /** It was refused with one line, beside progress. */
  void assertRefused(String expected) {
    assertAll(
        () -> assertEquals(2, status, this::toString),
        () -> assertEquals(1, complaints().size(), err),
        () -> assertTrue(err.contains(expected), () -> expected + " in " + err));
  }

  /** What the error stream holds beyond progress. */
  List<String> complaints() {
    return err.lines().filter(line -> line.startsWith("reverie: ")).toList();
  }
}
