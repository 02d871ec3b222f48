package dev.reverie.rbm;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.Dataset;
import dev.reverie.data.StateRows;
import dev.reverie.input.InputException;
import dev.reverie.numeric.Panels;
import dev.reverie.optimise.Optimiser;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.UpdateRule;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import dev.reverie.unit.UnitKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Learns an RBM from data: a positive phase over mini-batches and the method's negative phase. */
public final class RbmObjective implements Objective {
  private static final double LEAST_VARIANCE = 0.01;

  /** Cases of a rehearsal, and particles. */
  private static final int REHEARSED = 8;

  private final Rbm rbm;
  private final StateRows rows;
  private final BatchSchedule schedule;
  private final RbmLearning learning;
  private final List<Phase> phases;

  public RbmObjective(Rbm rbm, StateRows rows, BatchSchedule schedule, RbmLearning learning) {
    if (rows.columns() != rbm.visible()) {
      throw new IllegalArgumentException(
          "rows.columns=" + rows.columns() + ", must be the visible units " + rbm.visible());
    }
    if (!rbm.extras().equals(learning.extras())) {
      throw new IllegalArgumentException(
          "rbm.extras=" + rbm.extras() + ", must be the learning's " + learning.extras());
    }
    if (learning.penalties().sparsityRate() > 0
        && !rbm.hiddenLayer().key().equals(UnitKind.BINARY.key())) {
      throw new InputException(
          "sparsity-rate="
              + learning.penalties().sparsityRate()
              + " with hidden-units="
              + rbm.hiddenLayer().key()
              + ", must be 0: only binary units are on for a share of the cases");
    }
    if (rbm.visibleLayer().discrete() && !(rows instanceof BinaryRows)) {
      throw new IllegalArgumentException(
          "rows of real numbers, must be bits as visible-units=" + rbm.visibleLayer().key());
    }
    requireExact(rbm, schedule.size(0), learning.particles());
    requireOneScale(rbm, learning);
    this.rbm = rbm;
    this.rows = rows;
    this.schedule = schedule;
    this.learning = learning;
    this.phases = makePhases();
  }

  /**
   * Centred steps of biases make up for those of weights, which Adam scales differently: means of
   * Gaussian units are then driven off.
   */
  private static void requireOneScale(Rbm rbm, RbmLearning learning) {
    boolean adam = learning.optimiser().kind() == Optimiser.Kind.ADAM;
    if (rbm.hasVariances() && adam && learning.centring().present()) {
      throw new InputException(
          "centring="
              + learning.centring().means().name().toLowerCase(Locale.ROOT)
              + " with optimiser=adam and visible-units="
              + rbm.visibleLayer().key()
              + ", must be none, or the optimiser sgd: adam scales each number's steps on its own");
    }
  }

  /** Sums of more states of real numbers would not be exact. */
  private static void requireExact(Rbm rbm, int batch, int particles) {
    if (!rbm.discrete() && Math.max(batch, particles) > RbmSums.MOST_DENSE) {
      throw new InputException(
          "batch="
              + batch
              + " particles="
              + particles
              + " with visible-units="
              + rbm.visibleLayer().key()
              + " hidden-units="
              + rbm.hiddenLayer().key()
              + ", both must be at most "
              + RbmSums.MOST_DENSE);
    }
  }

  /** The positive phase, that of the method, and that of classes, as far as they have a weight. */
  private List<Phase> makePhases() {
    List<Phase> all = new ArrayList<>();
    all.add(
        rbm.discrete()
            ? new ClampedPhase(rbm, bits(), schedule)
            : new DenseClampedPhase(rbm, rows, schedule));
    if (learning.goal() != Goal.DISCRIMINATIVE) {
      all.add(negative());
    } else if (rbm.ladder() != null) {
      throw new InputException(
          "method="
              + learning.method().name().toLowerCase(Locale.ROOT)
              + " with objective=discriminative, must be pcd: there is no negative phase");
    }
    if (learning.goal() != Goal.GENERATIVE) {
      requireClasses();
      all.add(new ClassesPhase(rbm, bits(), schedule, learning.seed()));
    }
    return List.copyOf(all);
  }

  private void requireClasses() {
    if (!ClassScores.has(rbm)) {
      throw new InputException(
          "objective="
              + learning.goal().name().toLowerCase(Locale.ROOT)
              + " with visible-units="
              + rbm.visibleLayer().key()
              + " hidden-units="
              + rbm.hiddenLayer().key()
              + ", must be generative: there are no classes, or hidden units are not binary");
    }
  }

  private double[] weights() {
    double share = learning.generativeWeight();
    return learning.goal() == Goal.HYBRID ? new double[] {1 + share, share, 1} : new double[0];
  }

  private Phase negative() {
    int steps = learning.steps();
    long seed = learning.seed();
    int particles = learning.particles();
    return switch (learning.method()) {
      case PCD, FPCD -> new ChainsPhase(rbm, particles, steps, 1f, seed);
      case CD ->
          rbm.discrete()
              ? FreshChainsPhase.atData(rbm, steps, seed, bits(), schedule)
              : new DenseFreshPhase(rbm, steps, seed, rows, schedule, 0);
      case ML ->
          rbm.discrete()
              ? FreshChainsPhase.atNoise(rbm, steps, seed, particles)
              : new DenseFreshPhase(rbm, steps, seed, null, null, particles);
      case TEMPERED, TRAJECTORY -> new LadderPhase(rbm, particles, steps, seed);
    };
  }

  private BinaryRows bits() {
    return (BinaryRows) rows;
  }

  public Rbm rbm() {
    return rbm;
  }

  @Override
  public Layout layout() {
    return rbm.layout();
  }

  /**
   * Weights from N(0, scale^2), visible biases with which the units have the data's means without
   * them, and offsets at these means and at those of hidden units without a field.
   */
  @Override
  public void initialise(Parameters parameters) {
    double[] means = rows.means();
    double margin = 1.0 / (rows.rows() + 2);
    for (int i = 0; i < means.length; i++) {
      boolean bit = rbm.visibleLayer().kindOf(i).discrete();
      means[i] = bit ? Math.min(Math.max(means[i], margin), 1 - margin) : means[i];
    }
    double[] biases = BaseBias.of(rbm.visibleLayer(), means);
    rbm.initialise(parameters, biases, learning.weightScale(), learning.seed());
    if (rbm.hasVariances()) {
      setVariances(parameters);
    }
    if (rbm.extras().offsets()) {
      rbm.setOffsets(parameters, means);
    }
    if (rbm.ladder() != null) {
      rbm.ladder().initialise(parameters, biases);
    }
  }

  /** Those of the data; units that never change keep a little room. */
  private void setVariances(Parameters parameters) {
    double[] variances = rows.variances();
    for (int i = 0; i < variances.length; i++) {
      if (rbm.visibleLayer().kindOf(i) != UnitKind.GAUSSIAN) {
        continue;
      }
      float log = (float) StrictMath.log(Math.max(variances[i], LEAST_VARIANCE));
      parameters.set(rbm.visibleLogVariance(), 0, i, log);
    }
  }

  @Override
  public void derive(Parameters parameters) {
    rbm.derive(parameters);
  }

  @Override
  public List<Phase> phases() {
    return phases;
  }

  @Override
  public UpdateRule rule() {
    return new RbmGradientStep(rbm, learning, weights(), companions());
  }

  private List<Companion> companions() {
    return switch (learning.method()) {
      case TEMPERED ->
          List.of(LadderRule.ofTemperatures(rbm, learning.tempering().warmUpUpdates()));
      case TRAJECTORY -> List.of(LadderRule.ofTrajectory(rbm, learning.trajectory().acceptance()));
      default -> List.of();
    };
  }

  @Override
  public long workBytes(int threads) {
    long ladders = rbm.ladder() == null ? 0 : LadderScratch.bytes(rbm);
    long scratch = rbm.discrete() ? Scratch.bytes(rbm) : DenseScratch.bytes(rbm);
    return threads * (scratch + ladders);
  }

  /** Some particles and cases of one panel of units; machines of real numbers have other loops. */
  @Override
  public Optional<Objective> rehearsal() {
    if (!rbm.discrete()) {
      return Optional.empty();
    }
    RandomStream random = new RandomStream(0, Purpose.GENERATED_DATA);
    byte[][] cases = new byte[REHEARSED][Panels.WIDTH];
    for (int n = 0; n < REHEARSED; n++) {
      for (int unit = 0; unit < Panels.WIDTH; unit++) {
        cases[n][unit] = (byte) random.bits(n, 0, unit);
      }
    }
    Dataset data = Dataset.ofBytes("rehearsal", cases, 1, Panels.WIDTH);
    Schedule rate = new Schedule(0.1, Schedule.Decay.NONE, 1);
    return Optional.of(
        new RbmObjective(
            new Rbm(Panels.WIDTH, Panels.WIDTH),
            BinaryRows.of(data, Binarisation.THRESHOLD, 0),
            new BatchSchedule(REHEARSED, REHEARSED, 0),
            new RbmLearning(Method.PCD, 1, REHEARSED, rate, 0, 0, 0.01, 0)));
  }

  @Override
  public long updatesPerPass() {
    return schedule.batchesPerPass();
  }
}
