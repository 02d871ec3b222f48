package dev.reverie.service.command;

import dev.reverie.data.Binarisation;
import dev.reverie.data.DataSource;
import dev.reverie.likelihood.Ladder;
import dev.reverie.service.console.Console;
import dev.reverie.service.evaluation.Evaluation;
import dev.reverie.service.family.EvaluationSettings;
import dev.reverie.service.settings.Choice;
import dev.reverie.service.trained.TrainedRun;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a model on data. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Tell a model's likelihood on data.",
    description = {
      "",
      "Tells a model's likelihood on training and test data, in nats a row. log Z is computed exactly where the smaller"
          + " layer has up to 22 units; else it is estimated by annealed importance sampling (AIS) from below, and in"
          + " reverse from the warmed fantasy particles from above. The larger estimate counts; where they cross or are"
          + " more than 1.5 nats apart, the likelihood is said to be not converged. Likelihoods of mixtures are exact; of deep"
          + " machines a bound is told; of Hopfield networks what they have stored.",
      ""
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final int MOST_RUNS = 1_000_000;

  private final Console console;
  private final EvaluationSettings standard = EvaluationSettings.standard();

  @Mixin private RunArgument run;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Other data, as in train --data. Default: the run's own")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--binarise",
      paramLabel = "HOW",
      description =
          "'threshold' or 'sample' (once); 'none' or 'standardise' for real-valued units. Default: as in training")
  private Optional<String> binarise = Optional.empty();

  @Option(
      names = "--temperatures",
      paramLabel = "N",
      description = "Inverse temperatures of each annealed run. Default: 10000")
  private int temperatures = standard.temperatures();

  @Option(
      names = "--ais-runs",
      paramLabel = "N",
      description = "Annealed runs in each direction. Default: 100")
  private int runs = standard.runs();

  @Option(
      names = "--warm-sweeps",
      paramLabel = "K",
      description = "Sweeps of the fantasy particles before the reverse runs. Default: 1000")
  private int warmSweeps = standard.warmSweeps();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that compute. They do not change the result. Default: one a processor")
  private int threads = standard.threads();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Where the estimators' random numbers come from. Default: 1")
  private long seed = standard.seed();

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Range.require("temperatures", temperatures, 1, Ladder.LIMIT);
    Range.require("ais-runs", runs, 2, MOST_RUNS);
    Range.require("warm-sweeps", warmSweeps, 0, Integer.MAX_VALUE - Ladder.LIMIT);
    Range.require("threads", threads, 1, 1024);
    EvaluationSettings settings =
        new EvaluationSettings(temperatures, runs, warmSweeps, threads, seed);
    TrainedRun trained = run.read(console);
    Binarisation how = Choice.of("binarise", binarise, trained.settings().data().binarisation());
    String source = data.map(this::resolved).orElse(trained.settings().data().source());
    console.say(trained.folder() + ": " + trained.model().describe());
    new Evaluation(trained, settings, console).on(source, how);
    return 0;
  }

  private String resolved(String source) {
    boolean builtIn =
        source.equals(DataSource.DIGITS) || source.equals(DataSource.BARS_AND_STRIPES);
    return builtIn || source.isBlank() ? source : console.folder().resolve(source).toString();
  }
}
