package dev.reverie.benchmark.peers.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {
  private static final Goal SPEED = new Goal("speed", Unit.TIMES, 6, 10);
  private static final Goal MEMORY = new Goal("memory", Unit.MEGABYTES, 220e6, 130e6);

  @Test
  void shouldMarkWhatMoreIsBetterOf() {
    assertEquals("NOT MET", SPEED.mark(5.9));
    assertEquals("gate met", SPEED.mark(6));
    assertEquals("aim met", SPEED.mark(10));
  }

  @Test
  void shouldMarkWhatLessIsBetterOf() {
    assertEquals("NOT MET", MEMORY.mark(221e6));
    assertEquals("gate met", MEMORY.mark(220e6));
    assertEquals("aim met", MEMORY.mark(130e6));
  }

  @Test
  void shouldMarkNothingWithoutAGoal() {
    assertEquals("-", Goal.none("speed", Unit.TIMES).mark(1));
  }

  @Test
  void shouldAlignColumnsAndPutNotesBelow() {
    List<String> lines =
        TextTable.lines(
            List.of(
                new Row(SPEED, 7, List.of("70", "10"), List.of("a note")),
                Row.notMeasured(MEMORY, "no reason")));
    assertEquals(4, lines.size());
    assertEquals("    a note", lines.get(2));
    int column = lines.get(0).indexOf("gate");
    assertTrue(lines.get(1).startsWith("6.00x", column), lines::toString);
    assertTrue(lines.get(3).startsWith("220.0 MB", column), lines::toString);
    assertTrue(lines.get(3).endsWith("not measured: no reason"), lines::toString);
  }

  @Test
  void shouldWriteTheUnitOnce() {
    assertEquals("2.00 [1.00, 3.00]x", Unit.TIMES.text(new Spread(2, 1, 3)));
    assertEquals("1,200.0 MB", Unit.MEGABYTES.text(1.2e9));
  }
}
