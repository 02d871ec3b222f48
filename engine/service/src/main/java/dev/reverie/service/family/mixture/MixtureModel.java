package dev.reverie.service.family.mixture;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.mixture.Mixture;
import dev.reverie.mixture.MixtureDensity;
import dev.reverie.mixture.MixtureSampler;
import dev.reverie.parameter.Parameters;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.EvaluationData;
import dev.reverie.service.family.EvaluationSettings;
import dev.reverie.service.family.EvaluationText;
import dev.reverie.service.family.ModelFile;
import dev.reverie.service.family.StateSampler;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.service.family.Transformed;
import dev.reverie.service.folder.Pictures;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.tensor.Tensor;
import dev.reverie.unit.Layer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A mixture with its numbers, derived ones included. */
record MixtureModel(Mixture mixture, Parameters parameters) implements TrainedModel {
  static String describe(Mixture mixture) {
    return Numbers.format(
        "%d columns, %s", mixture.columns(), describe(!mixture.binary(), mixture.components()));
  }

  static String describe(boolean reals, int components) {
    return Numbers.format(
        "mixture of %d %s", components, reals ? "normal distributions" : "Bernoullis");
  }

  @Override
  public String describe() {
    return describe(mixture);
  }

  @Override
  public Layer visible() {
    return MixtureDesign.layer(!mixture.binary(), mixture.columns());
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of(
        MixtureFamily.COMPONENTS_OF, mixture.binary() ? MixtureFamily.BITS : MixtureFamily.REALS);
  }

  /** Means and variances of one component are a matrix too. */
  @Override
  public List<Tensor> tensors() {
    return ModelFile.learned(mixture.layout(), parameters);
  }

  /** There are none. */
  @Override
  public float[][] particles(Checkpoint checkpoint) {
    return new float[0][];
  }

  @Override
  public StateSampler sampler(int count, long seed) {
    return new MixtureStates(new MixtureSampler(mixture, parameters, seed), mixture, count);
  }

  @Override
  public long stateBytes() {
    return (long) Float.BYTES * mixture.columns();
  }

  @Override
  public void evaluate(EvaluationData data, EvaluationSettings settings, EvaluationText text) {
    MixtureDensity density = new MixtureDensity(mixture, parameters);
    text.likelihoods(
        MixtureFigures.likelihood(density, data.train()),
        MixtureFigures.likelihood(density, data.test()),
        data);
  }

  /** The means of the first components. */
  @Override
  public void draw(RunFolder folder, Pictures pictures) throws IOException {
    float[][] tiles = new float[pictures.some(mixture.components())][pictures.pixels()];
    for (int k = 0; k < tiles.length; k++) {
      for (int i = 0; i < tiles[k].length; i++) {
        tiles[k][i] = parameters.at(mixture.means(), k, i);
      }
    }
    if (mixture.binary()) {
      pictures.writeStates(folder.filters(), tiles);
    } else {
      pictures.writeSigned(folder.filters(), tiles);
    }
  }

  @Override
  public Optional<Transformed> transform(StateRows rows) {
    MixtureDensity density = new MixtureDensity(mixture, parameters);
    float[][] all = new float[rows.rows()][mixture.components()];
    IntStream.range(0, all.length)
        .parallel()
        .forEach(
            n -> {
              float[] row = new float[rows.columns()];
              rows.values(BinaryRows.ONCE, n, row, 0);
              double[] posterior = density.posterior(row);
              for (int k = 0; k < posterior.length; k++) {
                all[n][k] = (float) posterior[k];
              }
            });
    return Optional.of(new Transformed("component probabilities", all));
  }
}
