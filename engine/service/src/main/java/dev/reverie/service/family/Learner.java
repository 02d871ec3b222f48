package dev.reverie.service.family;

import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.service.console.Console;
import dev.reverie.service.folder.Metric;
import java.util.Map;

/** A model that is learned from data, and how. */
public interface Learner {
  /** What the engine is to do; its passes are those of the training. */
  Objective objective();

  /**
   * What a training needs before its first update, when it does not go on with an earlier one;
   * nothing by default. In the calling thread, and never twice.
   */
  default void prepare(Console console) {}

  /** The model in a line for people. */
  String describe();

  /** The learning rate of the update that follows so many others; NaN where there is none. */
  double rate(long update);

  /**
   * The model at some parameters of the objective.
   *
   * @param parameters read, and not to be changed while the model is used
   */
  TrainedModel model(Parameters parameters);

  /**
   * The columns of metrics.csv that the family knows, at the end of a pass: some 20 ms of one core.
   * The others stay empty. Called by one thread at a time.
   */
  Map<Metric, Double> observe(Parameters parameters);
}
