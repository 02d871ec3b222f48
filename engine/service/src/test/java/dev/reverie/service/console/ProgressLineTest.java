package dev.reverie.service.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final ManualClock clock = new ManualClock();

  private ProgressLine line(boolean terminal) {
    return new ProgressLine(
        out, new Console(out, out, terminal, Path.of(""), stop -> () -> {}, clock));
  }

  private String said() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void shouldRewriteTheLineInPlaceOnATerminal() {
    ProgressLine line = line(true);
    line.show("one");
    line.show("two");

    assertEquals(0, said().chars().filter(c -> c == '\n').count());
    String[] states = said().split("\r");
    assertEquals(3, states.length);
    assertTrue(states[2].startsWith("\u001b[K") && states[2].contains("two"), said());
  }

  @Test
  void shouldRemoveTheLineBeforeSayingOneThatStays() {
    ProgressLine line = line(true);
    line.show("one");
    line.say("this stays");

    assertTrue(said().endsWith("\r\u001b[Kthis stays" + System.lineSeparator()), said());
  }

  @Test
  void shouldLeaveNothingBehindOnATerminal() {
    try (ProgressLine line = line(true)) {
      line.show("one");
    }
    assertTrue(said().endsWith("\r\u001b[K"), said());
  }

  @Test
  void shouldPrintPlainLinesNowAndThenWithoutATerminal() {
    ProgressLine line = line(false);
    for (int second = 0; second < 25; second++) {
      line.show("second " + second);
      clock.pass(1);
    }
    assertEquals("second 2\nsecond 12\nsecond 22\n", said().replace("\r\n", "\n"));
  }
}
