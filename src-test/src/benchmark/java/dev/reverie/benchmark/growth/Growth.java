package dev.reverie.benchmark.growth;

import dev.reverie.input.InputException;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Countdown;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the curves and writes the table and the picture. */
@Command(
    name = "growth",
    description = {
      "Measures how cost grows with particles, hidden units, density, Gibbs steps and threads, beside"
          + " the straight line that each should follow. Writes growth.csv and growth.png.",
      "On MNIST where REVERIE_MNIST names the folder of its files, else on drawn digits."
    })
public final class Growth implements Callable<Integer> {
  @Option(names = "--out", paramLabel = "DIR", description = "Where to write; ${DEFAULT-VALUE}.")
  private Path out = Path.of("runs", "growth");

  @Option(names = "--quick", description = "A tenth of the time, to see that it works.")
  private boolean quick;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "CURVE",
      description = "Some curves: particles, hidden, density, steps, threads.")
  private List<String> only = List.of();

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  private boolean help;

  private final int cores = Runtime.getRuntime().availableProcessors();

  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new Growth());
    command.setExecutionExceptionHandler(Growth::explain);
    System.exit(command.execute(arguments));
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof InputException) {
      System.err.println("growth: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    throw e;
  }

  @Override
  public Integer call() throws IOException {
    List<Curve> curves = curves();
    prepareFolder();
    Pace pace = quick ? Pace.quick() : Pace.full();
    Material material = Material.prepare(pace.updates());
    System.err.printf("%s; %d cores, Java %s%n", material.words(), cores, Runtime.version());
    List<Measurement> measurements = measure(curves, material, pace);
    try (Writer table = Files.newBufferedWriter(out.resolve("growth.csv"))) {
      GrowthTable.write(measurements, table);
    }
    GrowthPicture.write(
        GrowthPicture.draw(measurements, material.words()), out.resolve("growth.png"));
    measurements.forEach(measurement -> System.out.print(Reading.of(measurement)));
    System.out.println("written: " + out.resolve("growth.csv") + ", " + out.resolve("growth.png"));
    return CommandLine.ExitCode.OK;
  }

  private List<Measurement> measure(List<Curve> curves, Material material, Pace pace) {
    long visits =
        curves.stream().mapToLong(curve -> Visits.count(pace, curve.places(cores).length)).sum();
    List<Measurement> measurements = new ArrayList<>();
    try (Countdown countdown = new Countdown("growth", visits, "visits", Console.ofProcess())) {
      long[] done = {0};
      Visits rounds = new Visits(pace, () -> countdown.show(++done[0]));
      for (Curve curve : curves) {
        measurements.add(measure(curve, material, rounds));
      }
    }
    return measurements;
  }

  private Measurement measure(Curve curve, Material material, Visits rounds) {
    try (Experiment experiment = Experiment.of(curve, material)) {
      List<Point> points = Arrays.stream(curve.places(cores)).mapToObj(experiment::point).toList();
      return Measurement.of(curve, points, rounds.of(points), cores);
    }
  }

  private List<Curve> curves() {
    for (String name : only) {
      if (Arrays.stream(Curve.values()).noneMatch(curve -> curve.option().equals(name))) {
        throw new InputException(
            "--only " + name + " is no curve, must be some of " + Curve.options());
      }
    }
    return Arrays.stream(Curve.values())
        .filter(curve -> only.isEmpty() || only.contains(curve.option()))
        .toList();
  }

  private void prepareFolder() {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new InputException("--out " + out + " cannot be made, must be a folder to write to", e);
    }
  }
}
