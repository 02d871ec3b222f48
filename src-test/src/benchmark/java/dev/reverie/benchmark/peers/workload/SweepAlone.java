package dev.reverie.benchmark.peers.workload;

import dev.reverie.benchmark.peers.process.Ready;
import dev.reverie.benchmark.peers.process.Round;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.PlainLoop;
import dev.reverie.phase.Tile;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmObjective;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Gibbs sweeps of all particles, statistics not wanted. Every sweep gets a snapshot of its own, so
 * that nothing can be kept from one to the next.
 */
final class SweepAlone implements Workload {
  private static final double TINY = 1e-3;

  private final WorkloadSettings settings;
  private final Rbm rbm;
  private final Parameters parameters;
  private final Tile tile;
  private long version;

  private SweepAlone(WorkloadSettings settings, Rbm rbm, Parameters parameters, Tile tile) {
    this.settings = settings;
    this.rbm = rbm;
    this.parameters = parameters;
    this.tile = tile;
  }

  /** Particles and parameters of two passes over the data. */
  static SweepAlone ofTrainedParticles(WorkloadSettings settings) {
    RbmObjective objective = Training.objective(settings);
    PlainLoop loop = new PlainLoop(objective).run(LoopTraining.WARM_UPDATES);
    return new SweepAlone(settings, objective.rbm(), loop.parameters(), loop.tile());
  }

  /** Weights so small that every unit is on half of the time. */
  static SweepAlone ofFairCoins(WorkloadSettings settings) {
    RbmObjective objective = Training.objective(settings);
    new PlainLoop(objective).run(LoopTraining.WARM_UPDATES);
    Rbm rbm = objective.rbm();
    Parameters parameters = new Parameters(rbm.layout());
    rbm.initialise(parameters, new double[rbm.visible()], TINY, settings.seed());
    PersistentPhase phase = (PersistentPhase) objective.phases().get(1);
    Tile tile = phase.start(new Snapshot(new Version(0, 0), parameters), 0, settings.particles());
    return new SweepAlone(settings, rbm, parameters, tile);
  }

  @Override
  public Ready warmUp() {
    measure();
    measure();
    return new Ready(
        List.of(String.format(Locale.ROOT, "%.1f %% of the visible units are on", 100 * density())),
        Map.of());
  }

  private double density() {
    float[] states = new float[rbm.visible()];
    double on = 0;
    for (int n = 0; n < tile.count(); n++) {
      tile.show(n, states);
      for (float state : states) {
        on += state;
      }
    }
    return on / ((double) tile.count() * rbm.visible());
  }

  @Override
  public Round measure() {
    long sweeps = 0;
    Stopwatch watch = new Stopwatch();
    do {
      tile.step(new Snapshot(new Version(0, version++), parameters), 0, tile.count(), null);
      sweeps++;
    } while (watch.seconds() < settings.seconds());
    return new Round(
        watch.seconds(),
        Map.of("sweeps", (double) sweeps, "particleSweeps", (double) sweeps * tile.count()));
  }
}
