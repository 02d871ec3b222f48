package dev.reverie.benchmark.peers.workload;

import dev.reverie.benchmark.peers.process.Ready;
import dev.reverie.benchmark.peers.process.Round;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.DataReader;
import dev.reverie.input.InputException;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Tile;
import dev.reverie.rbm.ChainsPhase;
import dev.reverie.rbm.Extras;
import dev.reverie.rbm.Rbm;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Gibbs sweeps of 100 particles of a machine of one kind of units: binary, spins, visible softmax
 * groups of four, or ten label units beside the pixels. Weights are normal, biases the log-odds of
 * the data, so that as many units are on as in the data.
 */
final class KindSweep implements Workload {
  /** What the names of these workloads begin with. */
  static final String PREFIX = "kind-";

  private static final double WEIGHT_SCALE = 0.1;
  private static final double MARGIN = 1e-3;
  private static final int STATES = 4;
  private static final int LABELS = 10;
  private static final int WARM_SWEEPS = 2000;

  private final WorkloadSettings settings;
  private final Parameters parameters;
  private final Tile tile;
  private final int visible;
  private long version;

  KindSweep(WorkloadSettings settings) {
    BinaryRows rows =
        BinaryRows.of(DataReader.read(Path.of(settings.data())), Binarisation.THRESHOLD, 1);
    String kind = settings.workload().substring(PREFIX.length());
    Rbm rbm = rbm(kind, rows.columns());
    this.settings = settings;
    this.visible = rbm.visible();
    this.parameters = new Parameters(rbm.layout());
    rbm.initialise(parameters, biases(rbm, rows), WEIGHT_SCALE, settings.seed());
    this.tile =
        new ChainsPhase(rbm, settings.particles(), 1, 1f, settings.seed())
            .start(snapshot(), 0, settings.particles());
  }

  private static Rbm rbm(String kind, int pixels) {
    int hidden = WorkloadSettings.HIDDEN;
    Layer binary = Layer.binary(hidden);
    return switch (kind) {
      case "binary" -> new Rbm(pixels, hidden);
      case "spin" ->
          new Rbm(Layer.of(UnitKind.SPIN, pixels), Layer.of(UnitKind.SPIN, hidden), Extras.NONE);
      case "softmax" -> new Rbm(Layer.softmax(pixels / STATES, STATES), binary, Extras.NONE);
      case "label" ->
          new Rbm(Layer.binary(pixels).and(Layer.softmax(1, LABELS)), binary, Extras.NONE);
      default ->
          throw new InputException("kind=" + kind + ", must be binary, spin, softmax or label");
    };
  }

  private static double[] biases(Rbm rbm, BinaryRows rows) {
    double[] biases = new double[rbm.visible()];
    UnitKind kind = rbm.visibleLayer().parts().get(0).kind();
    if (kind == UnitKind.SOFTMAX) {
      return biases;
    }
    double[] means = rows.means();
    for (int i = 0; i < means.length; i++) {
      double mean = Math.min(Math.max(means[i], MARGIN), 1 - MARGIN);
      biases[i] = Math.log(mean / (1 - mean)) / kind.scale();
    }
    return biases;
  }

  private Snapshot snapshot() {
    return new Snapshot(new Version(0, version++), parameters);
  }

  @Override
  public Ready warmUp() {
    for (int sweep = 0; sweep < WARM_SWEEPS; sweep++) {
      tile.step(snapshot(), 0, tile.count(), null);
    }
    float[] states = new float[visible];
    double on = 0;
    for (int n = 0; n < tile.count(); n++) {
      tile.show(n, states);
      for (float state : states) {
        on += state > 0 ? 1 : 0;
      }
    }
    double share = on / ((double) tile.count() * visible);
    return new Ready(
        List.of(String.format(Locale.ROOT, "%.1f %% of the visible units are on", 100 * share)),
        Map.of());
  }

  @Override
  public Round measure() {
    long sweeps = 0;
    Stopwatch watch = new Stopwatch();
    do {
      tile.step(snapshot(), 0, tile.count(), null);
      sweeps++;
    } while (watch.seconds() < settings.seconds());
    return new Round(
        watch.seconds(),
        Map.of("sweeps", (double) sweeps, "particleSweeps", (double) sweeps * tile.count()));
  }
}
