package dev.reverie.service.family.hopfield;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.data.BinaryRows;
import dev.reverie.hopfield.Hopfield;
import dev.reverie.hopfield.Network;
import dev.reverie.hopfield.Patterns;
import dev.reverie.parameter.Parameters;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.EvaluationData;
import dev.reverie.service.family.EvaluationSettings;
import dev.reverie.service.family.EvaluationText;
import dev.reverie.service.family.ModelFile;
import dev.reverie.service.family.Recaller;
import dev.reverie.service.family.StateSampler;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.tensor.Tensor;
import dev.reverie.unit.Layer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Hopfield network with its numbers.
 *
 * @param temperature of its units when states are drawn; 0 for threshold units
 * @param patterns how many rows of its data were stored
 */
record HopfieldModel(Hopfield hopfield, Parameters parameters, double temperature, int patterns)
    implements TrainedModel {

  static String describe(Hopfield hopfield) {
    return Numbers.format("%d units, all coupled", hopfield.units());
  }

  @Override
  public String describe() {
    return Numbers.format("%s, %d patterns stored", describe(hopfield), patterns);
  }

  @Override
  public Layer visible() {
    return Layer.binary(hopfield.units());
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of(
        HopfieldFamily.TEMPERATURE,
        Double.toString(temperature),
        HopfieldFamily.PATTERNS,
        Integer.toString(patterns));
  }

  @Override
  public List<Tensor> tensors() {
    return ModelFile.learned(hopfield.layout(), parameters);
  }

  /** There are none. */
  @Override
  public float[][] particles(Checkpoint checkpoint) {
    return new float[0][];
  }

  private Network network() {
    return Network.of(hopfield, parameters);
  }

  @Override
  public StateSampler sampler(int count, long seed) {
    return new HopfieldSampler(network(), temperature, count, seed);
  }

  @Override
  public long stateBytes() {
    return hopfield.units() + Long.BYTES;
  }

  @Override
  public void evaluate(EvaluationData data, EvaluationSettings settings, EvaluationText text) {
    BinaryRows rows = (BinaryRows) data.train();
    Patterns stored = Patterns.of(rows, Math.min(patterns, rows.rows()));
    new HopfieldEvaluation(network(), stored, settings.seed()).addTo(text);
  }

  @Override
  public Optional<Recaller> recaller(long seed) {
    return Optional.of(new HopfieldRecaller(network(), patterns, seed));
  }
}
