package dev.reverie.service.family.rbm;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.label.Classifier;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.ChainsPhase;
import dev.reverie.rbm.ClampedSampler;
import dev.reverie.rbm.Extras;
import dev.reverie.rbm.LadderPhase;
import dev.reverie.rbm.Rbm;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.EvaluationData;
import dev.reverie.service.family.EvaluationSettings;
import dev.reverie.service.family.EvaluationText;
import dev.reverie.service.family.FantasyParticles;
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

/** A restricted Boltzmann machine with its numbers, derived ones included. */
record RbmModel(Rbm rbm, Parameters parameters) implements TrainedModel {
  /** "784 visible x 500 hidden units (gaussian x binary)". */
  static String describe(Rbm rbm) {
    String kinds =
        rbm.binary() ? "" : " (" + rbm.visibleLayer().key() + " x " + rbm.hiddenLayer().key() + ")";
    return Numbers.format("%d visible x %d hidden units%s", rbm.visible(), rbm.hidden(), kinds);
  }

  @Override
  public String describe() {
    return describe(rbm);
  }

  @Override
  public Layer visible() {
    return rbm.visibleLayer();
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of(
        RbmFamily.VISIBLE_UNITS,
        rbm.visibleLayer().key(),
        RbmFamily.HIDDEN_UNITS,
        rbm.hiddenLayer().key());
  }

  @Override
  public List<Tensor> tensors() {
    return ModelFile.learned(rbm.layout(), parameters);
  }

  /** A ladder begins with the particle of the model. */
  @Override
  public float[][] particles(Checkpoint checkpoint) {
    ChainsPhase phase = new ChainsPhase(rbm, 1, 1, 1f, 0);
    int levels = Extras.ladderLevels(checkpoint.parameters());
    return levels == 0
        ? FantasyParticles.of(checkpoint, phase)
        : FantasyParticles.of(checkpoint, phase, LadderPhase.particleBytes(rbm, levels));
  }

  @Override
  public StateSampler sampler(int count, long seed) {
    return new RbmSampler(ClampedSampler.of(rbm, count, seed), parameters, rbm.visible());
  }

  @Override
  public long stateBytes() {
    long units = (long) rbm.visible() + rbm.hidden();
    return rbm.discrete() ? units / Byte.SIZE : Float.BYTES * units;
  }

  @Override
  public void evaluate(EvaluationData data, EvaluationSettings settings, EvaluationText text) {
    new RbmEvaluation(rbm, parameters, data, settings, text).say();
  }

  @Override
  public EvaluationSettings quick() {
    return EvaluationSettings.quick(rbm.independentBits());
  }

  /** The weights of the first hidden units. */
  @Override
  public void draw(RunFolder folder, Pictures pictures) throws IOException {
    float[][] tiles = new float[pictures.some(rbm.hidden())][pictures.pixels()];
    for (int j = 0; j < tiles.length; j++) {
      for (int i = 0; i < tiles[j].length; i++) {
        tiles[j][i] = parameters.at(rbm.weights(), i, j);
      }
    }
    pictures.writeSigned(folder.filters(), tiles);
  }

  @Override
  public Optional<Transformed> transform(StateRows rows) {
    String what = rbm.hiddenLayer().bounded() ? "hidden probabilities" : "hidden means";
    return Optional.of(new Transformed(what, HiddenProbabilities.of(rbm, parameters, rows)));
  }

  @Override
  public double[][] classify(BinaryRows rows) {
    return new Classifier(rbm, parameters).probabilities(rows);
  }
}
