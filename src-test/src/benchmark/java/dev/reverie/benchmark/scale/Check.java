package dev.reverie.benchmark.scale;

import dev.reverie.benchmark.chart.Texts;
import dev.reverie.benchmark.scale.cost.Measured;
import dev.reverie.benchmark.scale.model.ClusterModel;
import dev.reverie.benchmark.scale.model.Costs;
import dev.reverie.benchmark.scale.model.Fleet;
import dev.reverie.benchmark.scale.model.Forecast;
import dev.reverie.benchmark.scale.model.Workload;
import dev.reverie.benchmark.scale.timer.TimerNodes;
import dev.reverie.rbm.Rbm;
import dev.reverie.run.Mode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Holds forecasts against nodes of one machine whose sweeps are timers. */
final class Check {
  private static final int WORKERS_A_NODE = 4;
  private static final double SECONDS = 4;
  private static final double LATENCY = 5e-5;
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader(
              "mode",
              "batch",
              "particles",
              "steps",
              "nodes",
              "predicted_updates",
              "seen_updates",
              "ratio",
              "predicted_staleness",
              "seen_staleness")
          .setRecordSeparator('\n')
          .get();

  private final Measured measured;
  private final Path out;
  private final Rbm rbm = new Rbm(784, 500);

  Check(Measured measured, Path out) {
    this.measured = measured;
    this.out = out;
  }

  void run(List<Integer> nodes, List<Task> tasks) throws IOException, InterruptedException {
    try (Writer table = Files.newBufferedWriter(out.resolve("check.csv"))) {
      CSVPrinter printer = new CSVPrinter(table, FORMAT);
      for (Mode mode : Mode.values()) {
        for (Task task : tasks) {
          for (int count : nodes) {
            compare(mode, task, count, printer);
          }
        }
      }
    }
  }

  private void compare(Mode mode, Task task, int nodes, CSVPrinter printer)
      throws IOException, InterruptedException {
    Workload work = task.in(mode);
    TimerNodes.Seen seen = see(work, nodes);
    Forecast forecast = forecast(work, seen);
    printer.printRecord(
        mode.name().toLowerCase(Locale.ROOT),
        task.batch(),
        task.particles(),
        task.steps(),
        nodes,
        Texts.format("%.4g", forecast.updates()),
        Texts.format("%.4g", seen.updates()),
        Texts.format("%.3f", forecast.updates() / seen.updates()),
        Texts.format("%.2f", forecast.staleness()),
        Texts.format("%.2f", seen.staleness()));
    System.out.println(
        Texts.format(
            "%s, %s, %d nodes with chains %s and data workers %s: %.4g updates/s predicted, %.4g"
                + " seen (ratio %.2f); staleness %.2f predicted, %.2f seen",
            mode.name().toLowerCase(Locale.ROOT),
            task.words(),
            nodes,
            Arrays.toString(seen.chains()),
            Arrays.toString(seen.dataWorkers()),
            forecast.updates(),
            seen.updates(),
            forecast.updates() / seen.updates(),
            forecast.staleness(),
            seen.staleness()));
  }

  private TimerNodes.Seen see(Workload work, int nodes) throws IOException, InterruptedException {
    HollowObjective.Sizes sizes =
        new HollowObjective.Sizes(
            (int) measured.protocol().caseBytes(),
            (int) measured.protocol().caseBytes(),
            (int) measured.protocol().particleBytes());
    Path folder = Files.createTempDirectory(out, "nodes");
    try (TimerNodes timers =
        new TimerNodes(
            nodes, WORKERS_A_NODE * nodes, work, measured.costs(), rbm.layout(), sizes, folder)) {
      return timers.look(SECONDS);
    }
  }

  /** On as many cores as there are for all that is no timer; nothing is derived from snapshots. */
  private Forecast forecast(Workload work, TimerNodes.Seen seen) {
    Costs costs = measured.costs().withDecodeSnapshot(measured.costs().encodeSnapshot());
    Fleet fleet =
        new Fleet(
            1,
            seen.chains(),
            seen.dataWorkers(),
            Double.POSITIVE_INFINITY,
            LATENCY,
            Runtime.getRuntime().availableProcessors());
    return new ClusterModel(work, costs, measured.protocol(), fleet).run(400);
  }
}
