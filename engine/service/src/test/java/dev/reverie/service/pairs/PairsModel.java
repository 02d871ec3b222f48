package dev.reverie.service.pairs;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;
import dev.reverie.energy.Theta;
import dev.reverie.metropolis.MetropolisObjective;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Tile;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.EvaluationData;
import dev.reverie.service.family.EvaluationSettings;
import dev.reverie.service.family.EvaluationText;
import dev.reverie.service.family.FantasyParticles;
import dev.reverie.service.family.ModelFile;
import dev.reverie.service.family.StateSampler;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.tensor.Tensor;
import dev.reverie.unit.Layer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Coupled bits with their field and coupling. */
record PairsModel(PairsEnergy energy, Parameters parameters) implements TrainedModel {
  static final String PAIRS = "pairs";
  static final String UNITS = "units";

  static PairsEnergy energy(int units, String pairs) {
    List<int[]> list = new ArrayList<>();
    for (String pair : pairs.split(",")) {
      String[] words = pair.split(" ");
      list.add(new int[] {Integer.parseInt(words[0]), Integer.parseInt(words[1])});
    }
    return new PairsEnergy(units, list);
  }

  static double[][] states(StateRows rows) {
    double[][] states = new double[rows.rows()][rows.columns()];
    float[] row = new float[rows.columns()];
    for (int n = 0; n < states.length; n++) {
      rows.values(BinaryRows.ONCE, n, row, 0);
      for (int i = 0; i < row.length; i++) {
        states[n][i] = row[i];
      }
    }
    return states;
  }

  @Override
  public String describe() {
    return energy.dimensions() + " bits";
  }

  @Override
  public Layer visible() {
    return Layer.binary(energy.dimensions());
  }

  @Override
  public Map<String, String> metadata() {
    String pairs =
        energy.pairs().stream().map(p -> p[0] + " " + p[1]).collect(Collectors.joining(","));
    return Map.of(PAIRS, pairs, UNITS, Integer.toString(energy.dimensions()));
  }

  @Override
  public List<Tensor> tensors() {
    return ModelFile.learned(parameters.layout(), parameters);
  }

  private PersistentPhase phase(int count, long seed) {
    return (PersistentPhase)
        MetropolisObjective.of(energy).particles(count, 1).seed(seed).build().phases().get(0);
  }

  @Override
  public float[][] particles(Checkpoint checkpoint) {
    return FantasyParticles.of(checkpoint, phase(1, 1));
  }

  @Override
  public long stateBytes() {
    return (long) Double.BYTES * energy.dimensions();
  }

  @Override
  public StateSampler sampler(int count, long seed) {
    PersistentPhase phase = phase(count, seed);
    Snapshot snapshot = new Snapshot(new Version(0, 0), parameters);
    return new Sampler(phase.start(snapshot, 0, count), snapshot, energy.dimensions());
  }

  @Override
  public void evaluate(EvaluationData data, EvaluationSettings settings, EvaluationText text) {
    double[] theta = Theta.in(parameters.layout(), energy).read(parameters);
    double logPartition = energy.logPartition(theta);
    double sum = 0;
    for (double[] state : states(data.train())) {
      sum -= energy.at(state, theta);
    }
    double likelihood = sum / data.train().rows() - logPartition;
    text.pair("train likelihood", Numbers.format("%.4f nats", likelihood));
  }

  private record Sampler(Tile tile, Snapshot snapshot, int visible) implements StateSampler {
    @Override
    public int count() {
      return tile.count();
    }

    @Override
    public void set(int place, float[] units, boolean heldOnly) {
      ByteBuffer state = ByteBuffer.allocate(Long.BYTES + Double.BYTES * visible).putLong(0);
      for (float unit : units) {
        state.putDouble(unit);
      }
      tile.read(place, state.flip());
    }

    @Override
    public synchronized void sweep(int from, int to, long sweeps) {
      for (long n = 0; n < sweeps; n++) {
        tile.step(snapshot, from, to, null);
      }
    }

    @Override
    public void show(int place, float[] out) {
      tile.show(place, out);
    }
  }
}
