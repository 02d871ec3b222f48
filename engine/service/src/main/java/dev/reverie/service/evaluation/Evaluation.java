package dev.reverie.service.evaluation;

import dev.reverie.data.Binarisation;
import dev.reverie.data.DataSource;
import dev.reverie.data.StateRows;
import dev.reverie.data.ValueRange;
import dev.reverie.service.classification.Classification;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.ShellWord;
import dev.reverie.service.family.EvaluationData;
import dev.reverie.service.family.EvaluationSettings;
import dev.reverie.service.family.EvaluationText;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.settings.Choice;
import dev.reverie.service.settings.DataSettings;
import dev.reverie.service.trained.TrainedRun;
import java.util.Optional;

/** How good a run's model is on data. */
public final class Evaluation {
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
    Evaluation evaluation = new Evaluation(run, run.model().quick(), console);
    console.say("a quick evaluation; a careful one: ./reverie evaluate " + ShellWord.of(folder));
    evaluation.on(run.settings().data().source(), run.settings().data().binarisation());
  }

  /** Measures, and says what came out. */
  public void on(String source, Binarisation binarisation) {
    DataSettings.requireSuitable(binarisation, run.model().visible());
    DataSource data =
        DataSource.of(source, ValueRange.of(binarisation), run.settings().design().holdsOut());
    run.requireColumns("data=" + source, data.train().columns());
    if (run.settings().data().labelled()) {
      Classification.of(run, Optional.of(source), Optional.empty(), console.folder()).say(console);
      return;
    }
    StateRows train = run.rows(data.train(), binarisation);
    StateRows test = run.rows(data.test().orElse(data.train()), binarisation);
    EvaluationText text = new EvaluationText(console);
    text.pair("data", data.description() + "; " + states(binarisation));
    run.model()
        .evaluate(
            new EvaluationData(
                data, binarisation, run.standardisation(), train, test, run.particles()),
            settings,
            text);
    text.say();
  }

  private static String states(Binarisation binarisation) {
    return switch (binarisation) {
      case NONE -> "not standardised";
      case STANDARDISE -> "standardised by the training data";
      default -> "binarised by " + Choice.name(binarisation);
    };
  }
}
