package dev.reverie.service.evaluation;

import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.DataSource;
import dev.reverie.data.Dataset;
import dev.reverie.likelihood.BaseRate;
import dev.reverie.likelihood.Likelihood;
import dev.reverie.likelihood.LikelihoodReport;
import dev.reverie.likelihood.LogPartition;
import dev.reverie.likelihood.ReverseStart;
import dev.reverie.likelihood.RowFigures;
import dev.reverie.service.classification.Classification;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Countdown;
import dev.reverie.service.console.ShellWord;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.settings.Choice;
import dev.reverie.service.trained.FantasyParticles;
import dev.reverie.service.trained.TrainedRun;
import java.util.Optional;

/** How good a run's model is on data. */
public final class Evaluation {
  /** Rows that the figures which cost more are means of. */
  private static final int SOME_ROWS = 1_000;

  private final TrainedRun run;
  private final EvaluationSettings settings;
  private final Console console;

  public Evaluation(TrainedRun run, EvaluationSettings settings, Console console) {
    this.run = run;
    this.settings = settings;
    this.console = console;
  }

  /** A first look at what a training has come to, on its own data. */
  public static void quick(RunFolder folder, Console console) {
    TrainedRun run = TrainedRun.read(folder.path());
    Evaluation evaluation = new Evaluation(run, EvaluationSettings.quick(), console);
    console.say("a quick evaluation; a careful one: ./reverie evaluate " + ShellWord.of(folder));
    evaluation.on(run.settings().data().source(), run.settings().data().binarisation());
  }

  /** Measures, and says what came out. */
  public void on(String source, Binarisation binarisation) {
    DataSource data = DataSource.of(source);
    run.requireColumns("data=" + source, data.train().columns());
    if (run.settings().data().labelled()) {
      Classification.of(run, Optional.of(source), Optional.empty(), console.folder()).say(console);
      return;
    }
    BinaryRows train = rows(data.train(), binarisation);
    BinaryRows test = rows(data.test().orElse(data.train()), binarisation);
    Likelihood likelihood = new Likelihood(run.rbm(), run.parameters());
    LikelihoodReport report =
        likelihood.report(logPartition(likelihood, train), Choice.name(binarisation), train, test);
    RowFigures figures = new RowFigures(run.rbm(), run.parameters());
    int some = Math.min(SOME_ROWS, test.rows());
    new EvaluationText(console)
        .say(
            data,
            report,
            figures.pseudoLikelihood(test, 0, some),
            figures.reconstructionError(test, 0, some));
  }

  private BinaryRows rows(Dataset data, Binarisation binarisation) {
    return BinaryRows.of(data, binarisation, run.settings().learning().seed());
  }

  private LogPartition logPartition(Likelihood likelihood, BinaryRows train) {
    long temperatures = 2L * settings.temperatures();
    try (Countdown progress =
        new Countdown("estimating log Z", temperatures, "temperatures", console)) {
      return likelihood.logPartition(
          BaseRate.of(train),
          settings.annealing(),
          reverseStart(train),
          share -> progress.show(Math.round(share * temperatures)));
    }
  }

  private ReverseStart reverseStart(BinaryRows train) {
    float[][] particles =
        new CheckpointStore(run.folder().checkpoints())
            .newest()
            .checkpoint()
            .map(checkpoint -> FantasyParticles.of(checkpoint, run.rbm()))
            .orElseGet(() -> new float[0][]);
    if (particles.length == 0) {
      return ReverseStart.rows(train, settings.runs(), settings.warmSweeps());
    }
    int words = run.rbm().visibleWords();
    long[] states = new long[particles.length * words];
    for (int n = 0; n < particles.length; n++) {
      for (int i = 0; i < run.rbm().visible(); i++) {
        states[n * words + (i >>> 6)] |= particles[n][i] == 1 ? 1L << i : 0;
      }
    }
    return ReverseStart.particles(states, words, settings.warmSweeps());
  }
}
