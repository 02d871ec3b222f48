package dev.reverie.service.family.boltzmann;

import dev.reverie.boltzmann.BoltzmannClassifier;
import dev.reverie.boltzmann.BoltzmannMachine;
import dev.reverie.boltzmann.BoltzmannSampler;
import dev.reverie.boltzmann.ChainsPhase;
import dev.reverie.boltzmann.HiddenMeans;
import dev.reverie.boltzmann.Roles;
import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.coupling.Graph;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.parameter.Parameters;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.EvaluationData;
import dev.reverie.service.family.EvaluationSettings;
import dev.reverie.service.family.EvaluationText;
import dev.reverie.service.family.FantasyParticles;
import dev.reverie.service.family.ModelFile;
import dev.reverie.service.family.StateSampler;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.service.family.Transformed;
import dev.reverie.tensor.Tensor;
import dev.reverie.unit.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Boltzmann machine with its numbers, derived ones included. */
record BoltzmannModel(BoltzmannMachine machine, Parameters parameters) implements TrainedModel {
  private static final long SEED = 1;

  static String describe(BoltzmannMachine machine) {
    Roles roles = machine.roles();
    return Numbers.format(
        "%d visible, %d label and %d hidden units (%s), %,d edges",
        roles.visible(),
        roles.labels(),
        roles.hidden(),
        machine.kind().key(),
        machine.graph().edges());
  }

  @Override
  public String describe() {
    return describe(machine);
  }

  @Override
  public Layer visible() {
    return BoltzmannDesign.layer(
        machine.kind(), machine.roles().visible(), machine.roles().labels());
  }

  @Override
  public Map<String, String> metadata() {
    Roles roles = machine.roles();
    return Map.of(
        BoltzmannFamily.UNITS,
        machine.kind().key(),
        BoltzmannFamily.VISIBLE,
        Integer.toString(roles.visible()),
        BoltzmannFamily.LABELS,
        Integer.toString(roles.labels()),
        BoltzmannFamily.HIDDEN,
        Integer.toString(roles.hidden()),
        BoltzmannFamily.TEMPERATURE,
        Float.toString(machine.temperature()));
  }

  @Override
  public List<Tensor> tensors() {
    Graph graph = machine.graph();
    int[] edges = new int[2 * graph.edges()];
    for (int edge = 0; edge < graph.edges(); edge++) {
      edges[edge] = graph.lower(edge);
      edges[graph.edges() + edge] = graph.upper(edge);
    }
    List<Tensor> tensors = new ArrayList<>(ModelFile.learned(machine.layout(), parameters));
    tensors.add(Tensor.of(BoltzmannFamily.EDGES, edges, 2, graph.edges()));
    return tensors;
  }

  @Override
  public float[][] particles(Checkpoint checkpoint) {
    return FantasyParticles.of(checkpoint, new ChainsPhase(machine, 1, 1, 1f, 0));
  }

  @Override
  public StateSampler sampler(int count, long seed) {
    return new BoltzmannStates(
        new BoltzmannSampler(machine, parameters, count, seed), machine.roles().columns());
  }

  @Override
  public long stateBytes() {
    return BoltzmannSampler.stateBytes(machine);
  }

  @Override
  public void evaluate(EvaluationData data, EvaluationSettings settings, EvaluationText text) {
    new BoltzmannEvaluation(machine, parameters, data, settings, text).say();
  }

  @Override
  public EvaluationSettings quick() {
    return EvaluationSettings.quick(false);
  }

  @Override
  public Optional<Transformed> transform(StateRows rows) {
    return machine.roles().hidden() == 0
        ? Optional.empty()
        : Optional.of(
            new Transformed(
                "hidden probabilities", new HiddenMeans(machine, parameters, SEED).of(rows)));
  }

  @Override
  public double[][] classify(BinaryRows rows) {
    return new BoltzmannClassifier(machine, parameters, SEED).probabilities(rows);
  }
}
