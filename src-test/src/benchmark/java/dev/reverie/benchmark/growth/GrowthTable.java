package dev.reverie.benchmark.growth;

import dev.reverie.benchmark.chart.Texts;
import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** All points as CSV, one a line. Seconds are per item. */
final class GrowthTable {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader(
              "curve",
              "x",
              "unit",
              "item",
              "seconds_median",
              "seconds_min",
              "seconds_max",
              "seconds_expected",
              "ratio",
              "snapshot_bytes",
              "state_bytes")
          .setRecordSeparator('\n')
          .get();

  private GrowthTable() {}

  static void write(List<Measurement> measurements, Appendable out) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, FORMAT);
    for (Measurement measurement : measurements) {
      for (Measured point : measurement.points()) {
        printer.printRecord(
            point.curve().id(),
            Texts.format("%.0f", point.x()),
            point.curve().unit(),
            point.curve().item(),
            seconds(point.median()),
            seconds(point.least()),
            seconds(point.most()),
            seconds(point.expected()),
            Texts.format("%.3f", point.ratio()),
            point.snapshotBytes(),
            point.stateBytes());
      }
    }
  }

  private static String seconds(double seconds) {
    return Texts.format("%.4e", seconds);
  }
}
