package dev.reverie.benchmark.peers;

import dev.reverie.benchmark.peers.machine.Jdk;
import dev.reverie.benchmark.peers.nats.Crossing;
import dev.reverie.benchmark.peers.nats.CurvePoints;
import dev.reverie.benchmark.peers.nats.Judge;
import dev.reverie.benchmark.peers.process.Worker;
import dev.reverie.benchmark.peers.process.WorkerProcess;
import dev.reverie.benchmark.peers.workload.Pace;
import dev.reverie.benchmark.peers.workload.WorkloadSettings;
import dev.reverie.rbm.Rbm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Trains from the start in a fresh process, and finds when the test likelihood crosses -100 nats.
 * The start of JVM or Python and the reading of data do not count, whatever is compiled later does.
 */
final class TimeToNats {
  /** Test nats a row that count as learned. */
  static final double LEVEL = -100;

  private static final double FIRST_MOMENT = 0.25;
  private static final double LAST_MOMENT = 300;
  private static final double GROWTH = 1.15;

  private final Workers workers;
  private final Judge judge;
  private final Rbm rbm;
  private final Path folder;
  private final Consumer<String> say;

  /** What a side came to at a pace; points that were judged as lines for people. */
  record Reached(Pace pace, OptionalDouble seconds, List<String> curve) {}

  TimeToNats(Workers workers, Judge judge, int visible, Path folder, Consumer<String> say) {
    this.workers = workers;
    this.judge = judge;
    this.rbm = new Rbm(visible, WorkloadSettings.HIDDEN);
    this.folder = folder;
    this.say = say;
  }

  /** Ours on so many cores. */
  Reached ours(int cores, Pace pace, long seed) {
    WorkloadSettings settings = workers.settings("curve").withThreads(cores);
    return run(
        "reverie on " + cores + (cores == 1 ? " core" : " cores"),
        curve -> workers.ours("curve", Jdk.running(), curve, cores),
        settings,
        pace,
        seed);
  }

  /** scikit-learn's on one core. */
  Reached sklearn(Pace pace, long seed) {
    return run("scikit-learn", workers::peer, workers.settings("sklearn-curve"), pace, seed);
  }

  private Reached run(
      String name,
      Function<WorkloadSettings, Worker> worker,
      WorkloadSettings settings,
      Pace pace,
      long seed) {
    try {
      Path own = Files.createTempDirectory(folder, "curve");
      say.accept(String.format(Locale.ROOT, "nats: %s trains at %s", name, pace));
      WorkloadSettings curve = settings.asCurve(pace, seed, moments(), own.toString());
      try (WorkerProcess process = WorkerProcess.start(worker.apply(curve))) {
        process.ready();
        process.go();
      }
      return judged(name, pace, CurvePoints.read(own));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reached judged(String name, Pace pace, CurvePoints curve) {
    List<String> lines = new ArrayList<>();
    List<CurvePoints.Point> points = curve.points();
    double[] times = points.stream().mapToDouble(CurvePoints.Point::seconds).toArray();
    int begin = (int) points.stream().filter(point -> point.updates() < pace.settled()).count();
    OptionalDouble seconds =
        new Crossing(LEVEL)
            .find(
                times,
                begin,
                number -> {
                  Judge.Verdict verdict = verdict(curve, points.get(number));
                  String line = line(name, pace, points.get(number), verdict);
                  say.accept("nats: " + line);
                  lines.add(line);
                  return verdict.nats();
                });
    return new Reached(pace, seconds, lines);
  }

  private static String line(
      String name, Pace pace, CurvePoints.Point point, Judge.Verdict verdict) {
    return String.format(
        Locale.ROOT,
        "%s, %s: %.2f s, %.0f updates: %.2f nats (the estimates are %.2f apart%s)",
        name,
        pace,
        point.seconds(),
        point.updates(),
        verdict.nats(),
        verdict.gap(),
        verdict.converged() ? "" : ", not converged");
  }

  private Judge.Verdict verdict(CurvePoints curve, CurvePoints.Point point) {
    try {
      return judge.verdict(rbm, curve.parameters(point, rbm));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Double> moments() {
    return DoubleStream.iterate(
            FIRST_MOMENT, moment -> moment <= LAST_MOMENT, moment -> moment * GROWTH)
        .boxed()
        .toList();
  }
}
