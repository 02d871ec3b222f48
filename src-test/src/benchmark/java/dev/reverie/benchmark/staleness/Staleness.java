package dev.reverie.benchmark.staleness;

import dev.reverie.benchmark.chart.Picture;
import dev.reverie.input.InputException;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Countdown;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains with late statistics and writes the table and the picture of what that costs. */
@Command(
    name = "staleness",
    description = {
      "Measures the likelihood that is lost when statistics are of an age of 1, 4, 16 and 64 versions:"
          + " of the whole negative phase, of half of it, or of both phases. Writes staleness.csv and"
          + " staleness.png.",
      "On MNIST where REVERIE_MNIST names the folder of its files, else on drawn digits."
    })
public final class Staleness implements Callable<Integer> {
  private static final int[] AGES = {1, 4, 16, 64};

  @Option(names = "--out", paramLabel = "DIR", description = "Where to write; ${DEFAULT-VALUE}.")
  private Path out = Path.of("runs", "staleness");

  @Option(names = "--seeds", paramLabel = "N", description = "Trainings each; ${DEFAULT-VALUE}.")
  private int seeds = 5;

  @Option(names = "--updates", paramLabel = "N", description = "Of each; ${DEFAULT-VALUE}.")
  private long updates = 6_000;

  @Option(
      names = "--rates",
      split = ",",
      paramLabel = "RATE",
      description = "Each falls to 0; ${DEFAULT-VALUE}.")
  private double[] rates = {0.01, 0.1};

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  private boolean help;

  private Lesson lesson;
  private Runnable trained;

  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new Staleness());
    command.setExecutionExceptionHandler(Staleness::explain);
    System.exit(command.execute(arguments));
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof InputException) {
      System.err.println("staleness: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    throw e;
  }

  @Override
  public Integer call() throws IOException {
    if (seeds < 2) {
      throw new InputException("--seeds " + seeds + ", must be at least 2");
    }
    Files.createDirectories(out);
    lesson = Lesson.prepare(updates);
    System.err.println(lesson.words());
    List<Loss> losses = new ArrayList<>();
    long trainings = (long) rates.length * seeds * (1 + Late.values().length * AGES.length);
    try (Countdown countdown =
        new Countdown("staleness", trainings, "trainings", Console.ofProcess())) {
      long[] done = {0};
      trained = () -> countdown.show(++done[0]);
      for (double rate : rates) {
        losses.addAll(losses(rate));
      }
    }
    try (Writer table = Files.newBufferedWriter(out.resolve("staleness.csv"))) {
      LossTable.write(losses, table);
    }
    Picture.write(
        Picture.draw(
            "What late statistics cost: " + seeds + " seeds, each against itself",
            lesson.words(),
            LossTable.panels(losses)),
        out.resolve("staleness.png"));
    losses.forEach(loss -> System.out.println(LossTable.line(loss)));
    return CommandLine.ExitCode.OK;
  }

  private List<Loss> losses(double rate) {
    List<Loss> losses = new ArrayList<>();
    double[] without = likelihoods(rate, 0, Late.PARTICLES);
    losses.add(Loss.of(rate, Late.PARTICLES, 0, without, without));
    for (Late late : Late.values()) {
      for (int age : AGES) {
        losses.add(Loss.of(rate, late, age, likelihoods(rate, age, late), without));
      }
    }
    return losses;
  }

  private double[] likelihoods(double rate, int age, Late late) {
    return LongStream.rangeClosed(1, seeds)
        .mapToDouble(
            seed -> {
              double likelihood = lesson.likelihood(rate, age, late, seed);
              trained.run();
              return likelihood;
            })
        .toArray();
  }
}
