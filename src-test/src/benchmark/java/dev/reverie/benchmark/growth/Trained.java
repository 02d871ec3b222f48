package dev.reverie.benchmark.growth;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.PlainLoop;
import dev.reverie.phase.Tile;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmLearning;
import dev.reverie.rbm.RbmObjective;
import java.nio.ByteBuffer;

/**
 * A model that has learned a little, so that its particles are as sparse as they are in a real
 * training, and what is measured with it.
 */
public final class Trained {
  /** Data cases of a batch and particles, unless a curve says otherwise. */
  static final int BATCH = 100;

  private static final double RATE = 0.1;

  /** So small that the densities stay as they are however long it is measured. */
  private static final double STANDSTILL = 1e-6;

  private final Rbm rbm;
  private final BinaryRows rows;
  private final Parameters parameters;
  private final Tile particles;

  private Trained(Rbm rbm, BinaryRows rows, Parameters parameters, Tile particles) {
    this.rbm = rbm;
    this.rows = rows;
    this.parameters = parameters;
    this.particles = particles;
  }

  /** Learns the rows for so many updates. */
  public static Trained of(BinaryRows rows, int hidden, int updates) {
    Rbm rbm = new Rbm(rows.columns(), hidden);
    Schedule falling = new Schedule(RATE, Schedule.Decay.LINEAR, updates);
    RbmObjective objective = objective(rbm, rows, BATCH, BATCH, 1, falling);
    PlainLoop training = new PlainLoop(objective).run(updates);
    return new Trained(rbm, rows, training.parameters(), training.tile());
  }

  /** Goes on learning the same rows, so slowly that the model stays what it is. */
  public RbmObjective objective(int batch, int count, int steps) {
    return objectiveOver(rows, batch, count, steps);
  }

  /** The same with other rows. */
  public RbmObjective objectiveOver(BinaryRows others, int batch, int count, int steps) {
    Schedule still = new Schedule(STANDSTILL, Schedule.Decay.NONE, 1);
    return objective(rbm, others, batch, count, steps, still);
  }

  private static RbmObjective objective(
      Rbm rbm, BinaryRows rows, int batch, int count, int steps, Schedule schedule) {
    return new RbmObjective(
        rbm,
        rows,
        new BatchSchedule(rows.rows(), batch, 1),
        new RbmLearning(Method.PCD, steps, count, schedule, 0, 0, 0.01, 1));
  }

  public static PersistentPhase negative(RbmObjective objective) {
    return (PersistentPhase) objective.phases().get(1);
  }

  /** All particles of the phase, each a copy of a trained one that goes its own way from here. */
  public Tile tile(PersistentPhase phase) {
    Tile copies = phase.allocate(0, phase.particles());
    ByteBuffer one = ByteBuffer.allocate(phase.particleBytes());
    for (int n = 0; n < copies.count(); n++) {
      particles.write(n % particles.count(), one.clear());
      copies.read(n, one.flip());
    }
    return copies;
  }

  /** Not to be written. */
  public Parameters parameters() {
    return parameters;
  }

  public Snapshot snapshot() {
    return new Snapshot(new Version(0, 0), parameters);
  }

  long snapshotBytes() {
    return rbm.layout().bytes();
  }

  int visible() {
    return rbm.visible();
  }

  int hidden() {
    return rbm.hidden();
  }

  /** Share of the particles' visible units that are on. */
  public double density() {
    float[] shown = new float[rbm.visible()];
    double on = 0;
    for (int n = 0; n < particles.count(); n++) {
      particles.show(n, shown);
      for (float unit : shown) {
        on += unit;
      }
    }
    return on / ((double) particles.count() * shown.length);
  }
}
