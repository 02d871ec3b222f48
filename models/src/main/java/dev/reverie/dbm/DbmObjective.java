package dev.reverie.dbm;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.input.InputException;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.UpdateRule;
import dev.reverie.rbm.ChainsPhase;
import dev.reverie.rbm.Method;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmGradientStep;
import dev.reverie.rbm.RbmLearning;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Learns all layers of a deep Boltzmann machine together: a positive phase of mean fields and a
 * negative one of persistent chains, whose difference is the gradient of the variational bound on
 * the likelihood (Salakhutdinov and Hinton 2009, section 2.1).
 */
public final class DbmObjective implements Objective {
  /** Steps from noise into a model that is learned already. */
  private static final int BURN_IN = 200;

  /** As many times the parameters are kept while layers are learned alone, and after. */
  private static final int LAYERWISE_COPIES = 4;

  private final Dbm dbm;
  private final BinaryRows rows;
  private final BatchSchedule schedule;
  private final RbmLearning learning;
  private final Optional<LayerwiseLearning> layerwise;
  private final List<Phase> phases;
  private volatile Parameters start;

  /**
   * @param layerwise learning of each layer alone, which that of all starts from; none for small
   *     random weights
   * @throws InputException for another method than PCD
   */
  public DbmObjective(
      Dbm dbm,
      BinaryRows rows,
      BatchSchedule schedule,
      RbmLearning learning,
      MeanFieldStop stop,
      Optional<LayerwiseLearning> layerwise) {
    if (rows.columns() != dbm.units(0)) {
      throw new IllegalArgumentException(
          "rows.columns=" + rows.columns() + ", must be the visible units " + dbm.units(0));
    }
    if (!dbm.rbm().extras().equals(learning.extras())) {
      throw new IllegalArgumentException(
          "dbm.extras=" + dbm.rbm().extras() + ", must be the learning's " + learning.extras());
    }
    if (learning.method() != Method.PCD) {
      throw new InputException(
          "method="
              + learning.method().name().toLowerCase(Locale.ROOT)
              + " with several hidden layers, must be pcd");
    }
    this.dbm = dbm;
    this.rows = rows;
    this.schedule = schedule;
    this.learning = learning;
    this.layerwise = layerwise;
    this.phases =
        List.of(
            new MeanFieldPhase(dbm, rows, schedule, stop),
            new ChainsPhase(
                dbm.rbm(),
                learning.particles(),
                learning.steps(),
                1f,
                learning.seed(),
                layerwise.isPresent() ? BURN_IN : 0));
  }

  public Dbm dbm() {
    return dbm;
  }

  @Override
  public Layout layout() {
    return dbm.rbm().layout();
  }

  /**
   * Learns layer by layer now, where {@link #initialise} would do so when training begins. Nothing
   * where that was not asked for, or was done.
   *
   * @param progress takes the share that is done
   * @throws dev.reverie.parameter.DivergedException when learning diverges
   */
  public void prepare(DoubleConsumer progress) {
    if (start == null && layerwise.isPresent()) {
      Parameters learned = new Parameters(layout());
      layerwise.get().run(dbm, rows, learned, progress);
      start = learned;
    }
  }

  /**
   * What learning layer by layer has come to, or weights from N(0, scale^2), visible biases with
   * which the units have the data's means without them, no hidden biases, and offsets at the means
   * that follow.
   */
  @Override
  public void initialise(Parameters parameters) {
    if (layerwise.isPresent()) {
      prepare(share -> {});
      parameters.copyFrom(start);
      return;
    }
    Rbm rbm = dbm.rbm();
    double[] means = new double[rbm.visible()];
    double[] biases = new double[rbm.visible()];
    Arrays.fill(means, 0.5);
    System.arraycopy(rows.means(), 0, means, 0, dbm.units(0));
    double margin = 1.0 / (rows.rows() + 2);
    for (int i = 0; i < dbm.units(0); i++) {
      double mean = Math.min(Math.max(means[i], margin), 1 - margin);
      biases[i] = StrictMath.log(mean / (1 - mean));
    }
    rbm.initialise(parameters, biases, learning.weightScale(), learning.seed());
    if (rbm.extras().offsets()) {
      rbm.setOffsets(parameters, means);
    }
  }

  @Override
  public void derive(Parameters parameters) {
    dbm.rbm().derive(parameters);
  }

  @Override
  public List<Phase> phases() {
    return phases;
  }

  @Override
  public UpdateRule rule() {
    return new RbmGradientStep(dbm.rbm(), learning);
  }

  @Override
  public long workBytes(int threads) {
    long start = layerwise.isPresent() ? LAYERWISE_COPIES * layout().bytes() : 0;
    return start + threads * MeanFieldScratch.bytes(dbm);
  }

  @Override
  public long updatesPerPass() {
    return schedule.batchesPerPass();
  }
}
