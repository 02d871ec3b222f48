package dev.reverie.service.evaluation;

import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.DataSource;
import dev.reverie.data.StateRows;
import dev.reverie.data.ValueRange;
import dev.reverie.likelihood.BaseRate;
import dev.reverie.likelihood.Likelihood;
import dev.reverie.likelihood.LikelihoodReport;
import dev.reverie.likelihood.LogPartition;
import dev.reverie.likelihood.RealBase;
import dev.reverie.likelihood.RealLikelihood;
import dev.reverie.likelihood.RealStart;
import dev.reverie.likelihood.ReverseStart;
import dev.reverie.likelihood.RowFigures;
import dev.reverie.likelihood.RowMean;
import dev.reverie.service.classification.Classification;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Countdown;
import dev.reverie.service.console.ShellWord;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.settings.Choice;
import dev.reverie.service.settings.DataSettings;
import dev.reverie.service.trained.FantasyParticles;
import dev.reverie.service.trained.TrainedRun;
import java.util.Optional;
import java.util.function.DoubleConsumer;

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
    Evaluation evaluation =
        new Evaluation(run, EvaluationSettings.quick(run.rbm().independentBits()), console);
    console.say("a quick evaluation; a careful one: ./reverie evaluate " + ShellWord.of(folder));
    evaluation.on(run.settings().data().source(), run.settings().data().binarisation());
  }

  /** Measures, and says what came out. */
  public void on(String source, Binarisation binarisation) {
    DataSettings.requireSuitable(binarisation, run.rbm().visibleLayer());
    DataSource data = DataSource.of(source, ValueRange.of(binarisation));
    run.requireColumns("data=" + source, data.train().columns());
    if (run.settings().data().labelled()) {
      Classification.of(run, Optional.of(source), Optional.empty(), console.folder()).say(console);
      return;
    }
    StateRows train = run.rows(data.train(), binarisation);
    StateRows test = run.rows(data.test().orElse(data.train()), binarisation);
    RowFigures figures = new RowFigures(run.rbm(), run.parameters());
    LikelihoodReport report =
        new LikelihoodReport(
            logPartition(train),
            Choice.name(binarisation),
            figures.freeEnergy(train),
            figures.freeEnergy(test));
    int some = Math.min(SOME_ROWS, test.rows());
    Optional<RowMean> pseudo =
        run.rbm().independentBits()
            ? Optional.of(figures.pseudoLikelihood((BinaryRows) test, 0, some))
            : Optional.empty();
    new EvaluationText(console)
        .say(
            data,
            binarisation,
            run.standardisation(),
            report,
            pseudo,
            figures.reconstructionError(test, 0, some));
  }

  private LogPartition logPartition(StateRows train) {
    long temperatures = 2L * settings.temperatures();
    try (Countdown progress =
        new Countdown("estimating log Z", temperatures, "temperatures", console)) {
      DoubleConsumer done = share -> progress.show(Math.round(share * temperatures));
      return run.rbm().independentBits() ? ofBits((BinaryRows) train, done) : ofReals(train, done);
    }
  }

  private LogPartition ofBits(BinaryRows train, DoubleConsumer progress) {
    return new Likelihood(run.rbm(), run.parameters())
        .logPartition(BaseRate.of(train), settings.annealing(), reverseStart(train), progress);
  }

  private LogPartition ofReals(StateRows train, DoubleConsumer progress) {
    float[][] particles = particles();
    RealStart start =
        particles.length == 0
            ? RealStart.rows(train, settings.runs(), settings.warmSweeps())
            : RealStart.particles(particles, settings.warmSweeps());
    return new RealLikelihood(run.rbm(), run.parameters())
        .logPartition(
            RealBase.of(run.rbm().visibleLayer(), train), settings.annealing(), start, progress);
  }

  private float[][] particles() {
    return new CheckpointStore(run.folder().checkpoints())
        .newest()
        .checkpoint()
        .map(checkpoint -> FantasyParticles.of(checkpoint, run.rbm()))
        .orElseGet(() -> new float[0][]);
  }

  private ReverseStart reverseStart(BinaryRows train) {
    float[][] particles = particles();
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
