package dev.reverie.service.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricsFileTest {
  @TempDir Path folder;

  private Path path() {
    return folder.resolve("metrics.csv");
  }

  private static Map<Metric, Double> row(double update) {
    return Map.of(
        Metric.EPOCH, update / 4, Metric.UPDATE, update, Metric.FREE_ENERGY_GAP, Double.NaN);
  }

  @Test
  void shouldWriteWholeNumbersAsSuchAndLeaveUnknownOnesEmpty() throws Exception {
    try (MetricsFile file = MetricsFile.after(path(), 0)) {
      file.add(Map.of(Metric.EPOCH, 0.5, Metric.UPDATE, 2.0, Metric.SECONDS, 1 / 3.0));
    }
    assertEquals("0.5,2,0.333333,,", Files.readAllLines(path()).get(1).substring(0, 16));
  }

  @Test
  void shouldGoOnAfterAnUpdate() throws Exception {
    try (MetricsFile file = MetricsFile.after(path(), 0)) {
      for (int update = 2; update <= 8; update += 2) {
        file.add(row(update));
      }
    }
    Files.writeString(path(), "2.5,1", StandardOpenOption.APPEND);
    try (MetricsFile file = MetricsFile.after(path(), 5)) {
      file.add(row(6));
    }

    List<String> lines = Files.readAllLines(path());
    assertTrue(lines.get(0).startsWith("epoch,update,"), lines::toString);
    assertEquals(
        List.of("0.5,2", "1,4", "1.5,6"),
        lines.stream().skip(1).map(line -> line.replaceAll(",,.*", "")).toList());
  }

  @Test
  void shouldTellTheLastRow() throws Exception {
    assertTrue(MetricsFile.last(path()).isEmpty());
    try (MetricsFile file = MetricsFile.after(path(), 0)) {
      file.add(row(4));
      file.add(row(8));
    }
    assertEquals(
        Map.of(Metric.EPOCH, 2.0, Metric.UPDATE, 8.0), MetricsFile.last(path()).orElseThrow());
  }
}
