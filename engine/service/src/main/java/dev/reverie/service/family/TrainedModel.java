package dev.reverie.service.family;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.service.folder.Pictures;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.tensor.Tensor;
import dev.reverie.unit.Layer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model with its numbers, and what can be done with it. */
public interface TrainedModel {
  /** The model in a line for people: {@code 784 visible x 500 hidden units}. */
  String describe();

  /** The visible units, classes included. */
  Layer visible();

  /** What a model's file says of it beside the family. */
  Map<String, String> metadata();

  /** All that is learned, in the order of the model's file. */
  List<Tensor> tensors();

  /** Visible units of a checkpoint's fantasy particles, one row each; no row where it has none. */
  float[][] particles(Checkpoint checkpoint);

  /** States to be drawn, all of them at a start that knows nothing of the data. */
  StateSampler sampler(int count, long seed);

  /** Bytes that a {@link StateSampler} keeps of each state. */
  long stateBytes();

  /** Measures the model on data, and says what came out. */
  void evaluate(EvaluationData data, EvaluationSettings settings, EvaluationText text);

  /** How a first look at the model is taken, in a few seconds. */
  default EvaluationSettings quick() {
    return EvaluationSettings.quick(true);
  }

  /** Writes pictures of the numbers into a run's folder; none by default. */
  default void draw(RunFolder folder, Pictures pictures) throws IOException {}

  /** What the model makes of rows of data; nothing where it has no hidden units. */
  default Optional<Transformed> transform(StateRows rows) {
    return Optional.empty();
  }

  /**
   * p(class | row), a row of as many numbers as there are classes for each row of data. Asked only
   * of models that were trained with labels.
   *
   * @param rows without their classes, binarised once
   */
  default double[][] classify(BinaryRows rows) {
    throw new UnsupportedOperationException(describe() + " has no classes");
  }

  /** Recall of stored rows; nothing where the model stores none. */
  default Optional<Recaller> recaller(long seed) {
    return Optional.empty();
  }
}
