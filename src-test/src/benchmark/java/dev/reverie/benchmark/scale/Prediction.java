package dev.reverie.benchmark.scale;

import dev.reverie.benchmark.chart.Panel;
import dev.reverie.benchmark.chart.Picture;
import dev.reverie.benchmark.chart.Series;
import dev.reverie.benchmark.chart.Texts;
import dev.reverie.benchmark.scale.cost.Measured;
import dev.reverie.benchmark.scale.model.ClusterModel;
import dev.reverie.benchmark.scale.model.Fleet;
import dev.reverie.benchmark.scale.model.Forecast;
import dev.reverie.benchmark.scale.model.Workload;
import dev.reverie.run.Mode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Forecasts for 1 to 1,000 nodes as a table, a picture, and a line a curve that tells its end. */
final class Prediction {
  private static final int[] NODES = {
    1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 100, 200, 500, 1000
  };
  private static final int[] GIGABITS = {1, 10, 100};

  /** So that they can be spread as cores are. */
  private static final int CHAINS_OF_CORE = 4;

  private static final double BYTES_PER_GIGABIT = 1.25e8;
  private static final double LATENCY = 1e-4;
  private static final double GROWN = 0.95;
  private static final double FLOOR = 0.1;
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader(
              "mode",
              "batch",
              "particles",
              "steps",
              "cores",
              "gigabits",
              "nodes",
              "updates_per_second",
              "staleness",
              "sweeps_per_update",
              "aggregator_busy",
              "link_busy",
              "others_busy",
              "limit")
          .setRecordSeparator('\n')
          .get();

  private final Measured measured;
  private final int cores;
  private final Path out;

  Prediction(Measured measured, int cores, Path out) {
    this.measured = measured;
    this.cores = cores;
    this.out = out;
  }

  void run(List<Task> tasks) throws IOException {
    List<Panel> panels = new ArrayList<>();
    try (Writer table = Files.newBufferedWriter(out.resolve("scale.csv"))) {
      CSVPrinter printer = new CSVPrinter(table, FORMAT);
      for (Mode mode : Mode.values()) {
        for (Task task : tasks) {
          panels.add(panel(mode, task, printer));
        }
      }
    }
    Picture.write(
        Picture.draw(
            "How training grows with nodes: predicted from measured costs",
            Texts.format(
                "binary RBM, 784 visible x 500 hidden units; nodes of %d core%s, %.1f ms of latency",
                cores, cores == 1 ? "" : "s", LATENCY * 1e3),
            panels),
        out.resolve("scale.png"));
  }

  private Panel panel(Mode mode, Task task, CSVPrinter printer) throws IOException {
    List<Series> curves = new ArrayList<>();
    for (int gigabits : GIGABITS) {
      List<Forecast> forecasts = new ArrayList<>();
      for (int nodes : NODES) {
        Forecast forecast = forecast(task.in(mode), nodes, gigabits);
        forecasts.add(forecast);
        print(mode, task, gigabits, nodes, forecast, printer);
      }
      System.out.println(words(mode, task, gigabits, forecasts));
      curves.add(
          Series.computed(
              gigabits + " Gbit/s",
              Arrays.stream(NODES).asDoubleStream().toArray(),
              forecasts.stream().mapToDouble(Forecast::updates).toArray()));
    }
    return new Panel(
        name(mode) + ": " + task.words(), "nodes", "updates per second", FLOOR, curves);
  }

  private Forecast forecast(Workload work, int nodes, int gigabits) {
    double bytesPerSecond = gigabits * BYTES_PER_GIGABIT;
    Fleet fleet = Fleet.placed(nodes, cores, CHAINS_OF_CORE, work, bytesPerSecond, LATENCY);
    return new ClusterModel(work, measured.costs(), measured.protocol(), fleet)
        .run(Math.max(50, 4_000 / nodes));
  }

  private void print(
      Mode mode, Task task, int gigabits, int nodes, Forecast forecast, CSVPrinter printer)
      throws IOException {
    printer.printRecord(
        name(mode),
        task.batch(),
        task.particles(),
        task.steps(),
        cores,
        gigabits,
        nodes,
        Texts.format("%.4g", forecast.updates()),
        Texts.format("%.2f", forecast.staleness()),
        Texts.format("%.2f", forecast.sweeps()),
        Texts.format("%.2f", forecast.aggregatorBusy()),
        Texts.format("%.2f", forecast.linkBusy()),
        Texts.format("%.2f", forecast.workersBusy()),
        forecast.limit());
  }

  private static String name(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /** Where a curve ends to grow, and why. */
  private static String words(Mode mode, Task task, int gigabits, List<Forecast> forecasts) {
    double most = forecasts.stream().mapToDouble(Forecast::updates).max().orElseThrow();
    int wall = 0;
    while (forecasts.get(wall).updates() < GROWN * most) {
      wall++;
    }
    Forecast there = forecasts.get(wall);
    return Texts.format(
        "%s, %s, %d Gbit/s: %.3g updates/s on one node, %.3g on %d (%.2f versions old), where %s ends"
            + " it",
        name(mode),
        task.words(),
        gigabits,
        forecasts.get(0).updates(),
        there.updates(),
        NODES[wall],
        there.staleness(),
        there.limit());
  }
}
