package dev.reverie.service.classification;

import dev.reverie.data.BinaryRows;
import dev.reverie.data.DataSource;
import dev.reverie.data.Dataset;
import dev.reverie.data.Labelling;
import dev.reverie.data.Labels;
import dev.reverie.input.InputException;
import dev.reverie.label.Classifier;
import dev.reverie.label.Confusion;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.StateSampler;
import dev.reverie.service.folder.Pictures;
import dev.reverie.service.sampling.Sampling;
import dev.reverie.service.settings.DataSettings;
import dev.reverie.service.trained.TrainedRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The classes that a model predicts for rows of data, beside those that they have. */
public final class Classification {
  private static final int FANTASIES = 10;
  private static final long SWEEPS = 1000;
  private static final long SEED = 1;

  private final TrainedRun run;
  private final String description;
  private final Labels labels;
  private final int classes;
  private final double[][] probabilities;
  private final int[] predicted;

  private Classification(TrainedRun run, String description, Dataset rows, Labels labels) {
    this.run = run;
    this.description = description;
    this.classes = run.model().visible().units() - run.pixels();
    if (labels.classes() > classes) {
      throw new InputException(
          labels.name()
              + " has "
              + labels.classes()
              + " classes, must have at most the model's "
              + classes);
    }
    this.labels = labels.among(classes);
    labels.requireRows(rows.name(), rows.rows());
    long seed = run.settings().seed();
    BinaryRows bits = BinaryRows.of(rows, run.settings().data().binarisation(), seed);
    this.probabilities = run.model().classify(bits);
    this.predicted = Classifier.likeliest(probabilities);
  }

  /**
   * Classifies the test rows of a source, or all rows where it has none.
   *
   * @param data a value for {@code --data}; nothing for the run's own
   * @param given a value for {@code --labels}; nothing for the run's own, or those beside the data
   * @param folder where relative names of files start
   */
  public static Classification of(
      TrainedRun run, Optional<String> data, Optional<String> given, Path folder) {
    DataSettings trained = run.settings().data();
    String source = data.map(name -> resolved(name, folder)).orElse(trained.source());
    String labels =
        given
            .map(name -> resolved(name, folder))
            .orElse(source.equals(trained.source()) ? trained.labels() : Labelling.AUTO);
    DataSource rows = DataSource.of(source);
    run.requireColumns("data=" + source, rows.train().columns());
    Labelling labelling = Labelling.of(labels, source, rows);
    Dataset tested = rows.test().orElse(rows.train());
    return new Classification(
        run, rows.description(), tested, labelling.test().orElse(labelling.train()));
  }

  private static String resolved(String name, Path folder) {
    boolean builtIn = name.equals(DataSource.DIGITS) || name.equals(Labelling.AUTO);
    return builtIn ? name : folder.resolve(name).toString();
  }

  /** Tells the error and the confusion matrix. */
  public void say(Console console) {
    Confusion confusion = Confusion.of(labels.values(), predicted, classes);
    console.say("  data       " + description);
    console.say(
        Numbers.format(
            "  error      %.2f %% (+- %.2f), %,d of %,d",
            100 * confusion.errorRate(),
            100 * confusion.standardError(),
            confusion.errors(),
            confusion.cases()));
    console.say("  confusion  rows: classes, columns: predictions");
    StringBuilder header = new StringBuilder("      ");
    for (int c = 0; c < classes; c++) {
      header.append(Numbers.format("%6d", c));
    }
    console.say(header.toString());
    for (int c = 0; c < classes; c++) {
      StringBuilder line = new StringBuilder(Numbers.format("%6d", c));
      for (long count : confusion.counts()[c]) {
        line.append(Numbers.format("%6d", count));
      }
      console.say(line.toString());
    }
  }

  /** A line a row: the predicted class, then p(class | row). */
  public void writePredictions(OutputStream to) throws IOException {
    for (int n = 0; n < predicted.length; n++) {
      StringBuilder line = new StringBuilder().append(predicted[n]);
      for (double probability : probabilities[n]) {
        line.append(',').append((float) probability);
      }
      to.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Draws states given each class, a row of them a class. */
  public void draw(Path path, Console console) {
    StateSampler sampler = run.model().sampler(classes * FANTASIES, SEED);
    boolean[] held = new boolean[sampler.visible()];
    for (int c = 0; c < classes; c++) {
      held[run.pixels() + c] = true;
    }
    sampler.hold(held);
    for (int place = 0; place < sampler.count(); place++) {
      float[] units = new float[held.length];
      units[run.pixels() + place / FANTASIES] = 1;
      sampler.set(place, units, true);
    }
    float[][] states = Sampling.draw(sampler, SWEEPS, Sampling.SILENT);
    try {
      new Pictures(run.found().height(), run.found().width()).writeStates(path, states);
    } catch (IOException e) {
      throw new InputException(path + " cannot be written: " + e.getMessage(), e);
    }
    console.say("a row of states a class, after " + SWEEPS + " sweeps: " + path);
  }
}
