package dev.reverie.service.family.dbm;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.dbm.Dbm;
import dev.reverie.dbm.DbmSampler;
import dev.reverie.dbm.MeanActivity;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.ChainsPhase;
import dev.reverie.service.family.EvaluationData;
import dev.reverie.service.family.EvaluationSettings;
import dev.reverie.service.family.EvaluationText;
import dev.reverie.service.family.FantasyParticles;
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

/** A deep machine with its numbers, derived ones included. */
record DbmModel(Dbm dbm, Parameters parameters) implements TrainedModel {
  static String describe(Dbm dbm) {
    List<Integer> layers = dbm.layers();
    return DbmDesign.describe(layers.get(0) + " visible", layers.subList(1, layers.size()));
  }

  @Override
  public String describe() {
    return describe(dbm);
  }

  @Override
  public Layer visible() {
    return Layer.binary(dbm.units(0));
  }

  @Override
  public Map<String, String> metadata() {
    return Map.of();
  }

  @Override
  public List<Tensor> tensors() {
    return DbmTensors.of(dbm, parameters);
  }

  /** All even layers of each, the visible units first. */
  @Override
  public float[][] particles(Checkpoint checkpoint) {
    return FantasyParticles.of(checkpoint, new ChainsPhase(dbm.rbm(), 1, 1, 1f, 0));
  }

  @Override
  public StateSampler sampler(int count, long seed) {
    return new DbmStates(new DbmSampler(dbm, count, seed), parameters, dbm.units(0));
  }

  @Override
  public long stateBytes() {
    return ((long) dbm.rbm().visible() + dbm.rbm().hidden()) / Byte.SIZE;
  }

  @Override
  public void evaluate(EvaluationData data, EvaluationSettings settings, EvaluationText text) {
    new DbmEvaluation(dbm, parameters, data, settings, text).say();
  }

  /** The weights of the first units of the first hidden layer. */
  @Override
  public void draw(RunFolder folder, Pictures pictures) throws IOException {
    float[][] tiles = new float[pictures.some(dbm.units(1))][pictures.pixels()];
    for (int j = 0; j < tiles.length; j++) {
      for (int i = 0; i < tiles[j].length; i++) {
        tiles[j][i] = dbm.weight(parameters, 0, i, j);
      }
    }
    pictures.writeSigned(folder.filters(), tiles);
  }

  @Override
  public Optional<Transformed> transform(StateRows rows) {
    return Optional.of(
        new Transformed(
            "hidden probabilities by mean fields, layer behind layer",
            MeanActivity.ofRows(dbm, parameters, (BinaryRows) rows)));
  }
}
