package dev.reverie.benchmark.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.benchmark.peers.table.Row;
import dev.reverie.benchmark.peers.table.TextTable;
import dev.reverie.benchmark.peers.workload.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class NatsRowsTest {
  @Test
  void shouldDivideTheirTimeByOursSeedBySeed() {
    List<Row> rows =
        new NatsRows(3)
            .rows(takes(8, 9, 10), Optional.of(takes(4, 5, 5)), Optional.of(takes(40, 36, 30)));
    assertEquals(2, rows.get(0).figure());
    assertEquals(4, rows.get(1).figure());
    assertTrue(TextTable.lines(rows).stream().anyMatch(line -> line.contains("curve of seed 3")));
  }

  @Test
  void shouldGoOnWithThePaceThatWasQuickest() {
    List<String> trained = new ArrayList<>();
    NatsRows.Trainer one =
        (pace, seed) -> {
          trained.add(pace.updates() + " " + seed);
          return reached(pace, seed, pace.updates() == 3_000 ? 5 : 6);
        };
    new NatsRows(2).rows(one, Optional.empty(), Optional.empty());
    assertEquals(List.of("1800 1", "3000 1", "3000 2"), trained);
  }

  @Test
  void shouldSayWhyThereIsNoFigure() {
    NatsRows.Trainer never =
        (pace, seed) -> new TimeToNats.Reached(pace, OptionalDouble.empty(), List.of());
    List<Row> rows = new NatsRows(1).rows(takes(8), Optional.empty(), Optional.of(never));
    assertEquals(List.of("not measured: there is one core only"), rows.get(0).cells());
    assertEquals(List.of("not measured: a training did not get there"), rows.get(1).cells());
  }

  private static NatsRows.Trainer takes(double... secondsOfSeeds) {
    return (pace, seed) -> reached(pace, seed, secondsOfSeeds[(int) seed - 1]);
  }

  private static TimeToNats.Reached reached(Pace pace, long seed, double seconds) {
    return new TimeToNats.Reached(
        pace, OptionalDouble.of(seconds), List.of("curve of seed " + seed));
  }
}
