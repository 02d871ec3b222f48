package dev.reverie.service.folder;

import dev.reverie.tensor.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** metrics.csv: a header, and a whole line for each row. Used by one thread at a time. */
public final class MetricsFile implements AutoCloseable {
  private static final MathContext SIX_DIGITS = new MathContext(6);
  private static final String HEADER =
      Arrays.stream(Metric.values()).map(Metric::column).collect(Collectors.joining(","));

  private final PrintWriter out;

  private MetricsFile(PrintWriter out) {
    this.out = out;
  }

  /**
   * Begins a file, or goes on after an update: later rows, and a line that was cut off, are
   * dropped.
   */
  public static MetricsFile after(Path path, long update) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (Map<Metric, Double> row : rows(path)) {
      if (row.get(Metric.UPDATE) <= update) {
        lines.add(line(row));
      }
    }
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(path, out -> out.write(text));
    return new MetricsFile(
        new PrintWriter(
            Files.newBufferedWriter(path, StandardCharsets.UTF_8, StandardOpenOption.APPEND)));
  }

  /** The last row, if there is one. */
  public static Optional<Map<Metric, Double>> last(Path path) throws IOException {
    List<Map<Metric, Double>> rows = rows(path);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
  }

  /**
   * Adds a row and lets readers see it; what it does not hold, or is not finite, becomes an empty
   * cell.
   */
  public void add(Map<Metric, Double> row) {
    out.print(line(row) + "\n");
    out.flush();
  }

  @Override
  public void close() {
    out.close();
  }

  private static String line(Map<Metric, Double> row) {
    return Arrays.stream(Metric.values())
        .map(metric -> cell(row.getOrDefault(metric, Double.NaN)))
        .collect(Collectors.joining(","));
  }

  private static String cell(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole
        ? Long.toString((long) value)
        : new BigDecimal(value).round(SIX_DIGITS).toPlainString();
  }

  private static List<Map<Metric, Double>> rows(Path path) throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    return Files.readAllLines(path, StandardCharsets.UTF_8).stream()
        .skip(1)
        .map(MetricsFile::parse)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Map<Metric, Double>> parse(String line) {
    String[] cells = line.split(",", -1);
    Map<Metric, Double> row = new EnumMap<>(Metric.class);
    try {
      for (Metric metric : Metric.values()) {
        String cell = cells[metric.ordinal()];
        if (!cell.isEmpty()) {
          row.put(metric, Double.parseDouble(cell));
        }
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
    return row.containsKey(Metric.UPDATE) ? Optional.of(row) : Optional.empty();
  }
}
