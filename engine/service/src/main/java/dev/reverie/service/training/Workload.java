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
import dev.reverie.optimise.Schedule;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;
import dev.reverie.run.RunSettings;
import dev.reverie.service.folder.ModelSize;
import dev.reverie.service.settings.DataSettings;
import dev.reverie.service.settings.Execution;
import dev.reverie.service.settings.Found;
import dev.reverie.service.settings.Learning;
import dev.reverie.service.settings.TrainSettings;
import dev.reverie.unit.Layer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the engine is to do, made of a run's settings and data.
 *
 * @param found what there is to remember of the data
 * @param standardisation of the rows, if they are changed by one
 * @param test binarised once
 */
public record Workload(
    TrainSettings settings,
    String dataDescription,
    Found found,
    Rbm rbm,
    Optional<Standardisation> standardisation,
    StateRows train,
    Optional<StateRows> test,
    RbmObjective objective,
    Schedule schedule,
    long updatesPerPass) {

  /**
   * Reads the data and makes everything that costs little.
   *
   * @param expected what an earlier run of these settings found; the data must be the same
   * @throws InputException when data and settings do not go together
   */
  public static Workload of(TrainSettings settings, Found expected) {
    ValueRange range = ValueRange.of(settings.data().binarisation());
    DataSource source = DataSource.of(settings.data().source(), range);
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
    ModelSize.require(data.columns() + classes, settings.model().hidden());
    Layer visible = settings.model().visibleLayer(data.columns(), classes);
    Layer hidden = settings.model().hiddenLayer();
    settings.data().require(visible, hidden.discrete());
    Optional<Standardisation> standardisation =
        settings.data().binarisation() == Binarisation.STANDARDISE
            ? Optional.of(Standardisation.of(data))
            : Optional.empty();
    StateRows train = rows(data, settings, standardisation, labels.map(Labelling::train));
    long seed = settings.learning().seed();
    BatchSchedule batches = new BatchSchedule(train.rows(), settings.data().batch(), seed);
    long perPass = batches.batchesPerPass();
    Schedule schedule = schedule(settings.learning(), settings.execution(), perPass);
    RbmLearning learning = settings.learning().over(schedule);
    Rbm rbm = new Rbm(visible, hidden, learning.extras());
    return new Workload(
        settings,
        source.description() + labels.map(each -> "; " + classes + " classes").orElse(""),
        found,
        rbm,
        standardisation,
        train,
        source
            .test()
            .map(test -> rows(test, settings, standardisation, labels.flatMap(Labelling::test))),
        new RbmObjective(rbm, train, batches, learning),
        schedule,
        perPass);
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
    StateRows rows = StateRows.of(data, how, standardisation, settings.learning().seed());
    return labels.<StateRows>map(each -> new LabelledRows((BinaryRows) rows, each)).orElse(rows);
  }

  private static Schedule schedule(Learning learning, Execution execution, long perPass) {
    return new Schedule(learning.rate(), learning.rateDecay(), perPass * execution.epochs());
  }

  /** Updates of the whole training. */
  public long updates() {
    return schedule.updates();
  }

  /** How the engine is to run it. */
  public RunSettings run(Path checkpoints) {
    Execution execution = settings.execution();
    return new RunSettings(
        execution.mode(),
        execution.chains(),
        execution.threads(),
        execution.maxStaleness(),
        updates(),
        execution.checkpointEvery(),
        Optional.of(checkpoints),
        Identity.of(settings, found));
  }
}
