package dev.reverie.service.training;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.DataSource;
import dev.reverie.data.Dataset;
import dev.reverie.data.LabelledRows;
import dev.reverie.data.Labelling;
import dev.reverie.data.Labels;
import dev.reverie.data.Standardisation;
import dev.reverie.data.StateRows;
import dev.reverie.data.ValueRange;
import dev.reverie.input.InputException;
import dev.reverie.run.DataShare;
import dev.reverie.run.RunSettings;
import dev.reverie.service.family.Learner;
import dev.reverie.service.family.LearningData;
import dev.reverie.service.plan.Execution;
import dev.reverie.service.plan.TrainSettings;
import dev.reverie.service.settings.DataSettings;
import dev.reverie.service.settings.Found;
import dev.reverie.unit.Layer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the engine is to do, made of a run's settings and data.
 *
 * @param found what there is to remember of the data
 * @param standardisation of the rows, if they are changed by one
 */
public record Workload(
    TrainSettings settings,
    String dataDescription,
    Found found,
    Optional<Standardisation> standardisation,
    Learner learner) {

  /**
   * Reads the data and makes everything that costs little.
   *
   * @param expected what an earlier run of these settings found; the data must be the same
   * @throws InputException when data and settings do not go together
   */
  public static Workload of(TrainSettings settings, Found expected) {
    ValueRange range = ValueRange.of(settings.data().binarisation());
    DataSource source =
        DataSource.of(settings.data().source(), range, settings.design().holdsOut());
    Dataset data = source.train();
    Found found = Found.in(data);
    if (!expected.dataDigest().isEmpty() && !expected.dataDigest().equals(found.dataDigest())) {
      throw new InputException(
          "data="
              + settings.data().source()
              + " has SHA-256 "
              + found.dataDigest()
              + ", must be the data that the run began with: "
              + expected.dataDigest());
    }
    Optional<Labelling> labels = labels(settings, source);
    int classes = labels.map(each -> each.train().classes()).orElse(0);
    Layer visible = settings.design().visible(data.columns(), classes);
    DataSettings.requireSuitable(settings.data().binarisation(), visible);
    Optional<Standardisation> standardisation =
        settings.data().binarisation() == Binarisation.STANDARDISE
            ? Optional.of(Standardisation.of(data))
            : Optional.empty();
    StateRows train = rows(data, settings, standardisation, labels.map(Labelling::train));
    Optional<StateRows> test =
        source
            .test()
            .map(rows -> rows(rows, settings, standardisation, labels.flatMap(Labelling::test)));
    BatchSchedule batches =
        new BatchSchedule(train.rows(), settings.data().batch(), settings.seed());
    return new Workload(
        settings,
        source.description() + labels.map(each -> "; " + classes + " classes").orElse(""),
        found,
        standardisation,
        settings
            .design()
            .learner(
                new LearningData(visible, train, test, batches, settings.execution().epochs())));
  }

  private static Optional<Labelling> labels(TrainSettings settings, DataSource source) {
    DataSettings data = settings.data();
    return data.labelled()
        ? Optional.of(Labelling.of(data.labels(), data.source(), source))
        : Optional.empty();
  }

  private static StateRows rows(
      Dataset data,
      TrainSettings settings,
      Optional<Standardisation> standardisation,
      Optional<Labels> labels) {
    Binarisation how = settings.data().binarisation();
    StateRows rows = StateRows.of(data, how, standardisation, settings.seed());
    return labels.<StateRows>map(each -> new LabelledRows((BinaryRows) rows, each)).orElse(rows);
  }

  /** Updates of the whole training. */
  public long updates() {
    return learner.objective().updatesPerPass() * settings.execution().epochs();
  }

  /** How nodes are to run it together. */
  public RunSettings run(Path checkpoints) {
    return run(Optional.of(checkpoints), settings.execution().threads());
  }

  /** How this process is to run it alone. */
  public RunSettings runAlone(Path checkpoints) {
    Execution execution = settings.execution();
    return run(
        Optional.of(checkpoints),
        DataShare.workers(learner.objective(), execution.mode(), execution.threads()));
  }

  /** How a node has a part in it that never has the aggregator. */
  public RunSettings runWithoutCheckpoints() {
    return run(Optional.empty(), settings.execution().threads());
  }

  private RunSettings run(Optional<Path> checkpoints, int dataWorkers) {
    Execution execution = settings.execution();
    return new RunSettings(
        execution.mode(),
        execution.chains(),
        dataWorkers,
        execution.maxStaleness(),
        updates(),
        execution.checkpointEvery(),
        checkpoints,
        Identity.of(settings, found));
  }
}
