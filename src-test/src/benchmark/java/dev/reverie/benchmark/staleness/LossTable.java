package dev.reverie.benchmark.staleness;

import dev.reverie.benchmark.chart.Panel;
import dev.reverie.benchmark.chart.Series;
import dev.reverie.benchmark.chart.Texts;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Losses as CSV, as lines for people, and as panels of a picture. */
final class LossTable {
  private static final double FLOOR = 0.02;
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader(
              "rate",
              "late",
              "staleness",
              "seeds",
              "test_nats",
              "test_nats_error",
              "nats_lost",
              "nats_lost_error")
          .setRecordSeparator('\n')
          .get();

  private LossTable() {}

  static void write(List<Loss> losses, Appendable out) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, FORMAT);
    for (Loss loss : losses) {
      printer.printRecord(
          loss.rate(),
          loss.late().id(),
          loss.staleness(),
          loss.lost().length,
          nats(loss.meanLikelihood()),
          nats(loss.likelihoodError()),
          nats(loss.meanLost()),
          nats(loss.lostError()));
    }
  }

  private static String nats(double nats) {
    return Texts.format("%.3f", nats);
  }

  static String line(Loss loss) {
    return Texts.format(
        "rate %s, %s %d versions old: test %.2f nats (+- %.2f), lost %.2f (+- %.2f)",
        loss.rate(),
        loss.late().words(),
        loss.staleness(),
        loss.meanLikelihood(),
        loss.likelihoodError(),
        loss.meanLost(),
        loss.lostError());
  }

  /** A panel a rate, without the points of no staleness, at which nothing is lost. */
  static List<Panel> panels(List<Loss> losses) {
    return losses.stream()
        .map(Loss::rate)
        .distinct()
        .map(
            rate ->
                new Panel(
                    "Rate " + rate + " falling to 0",
                    "age in versions",
                    "nats lost (what is less is drawn at " + FLOOR + ")",
                    FLOOR,
                    Arrays.stream(Late.values()).map(late -> series(losses, rate, late)).toList()))
        .toList();
  }

  private static Series series(List<Loss> all, double rate, Late late) {
    List<Loss> losses =
        all.stream()
            .filter(loss -> loss.rate() == rate && loss.late() == late && loss.staleness() > 0)
            .toList();
    return Series.measured(
        late.words() + " late: mean, and standard error",
        values(losses, Loss::staleness),
        values(losses, Loss::meanLost),
        values(losses, Loss::lostError));
  }

  private static double[] values(List<Loss> losses, ToDoubleFunction<Loss> value) {
    return losses.stream().mapToDouble(value).toArray();
  }
}
