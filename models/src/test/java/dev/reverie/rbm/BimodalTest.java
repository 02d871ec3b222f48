package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.phase.UpdateRule;
import dev.reverie.tempering.Neighbours;
import dev.reverie.tempering.Tempering;
import dev.reverie.tempering.Trajectory;
import dev.reverie.tempering.TrajectoryLadder;
import dev.reverie.unit.Layer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A machine of two modes, most visible units on or most off, with weights 0.8 and 0.2 by
 * enumeration. All chains start in the small one, which a Gibbs chain leaves about once in 10^4
 * steps. Replica exchange, along temperatures or along parameters on the way from zero weights to
 * the machine, finds the weights within 5 standard errors of at most 0.02, as a sampler and in the
 * negative phase of learning; plain chains are far off by the same measure.
 */
final class BimodalTest {
  private static final int VISIBLE = 8;
  private static final int HIDDEN = 4;
  private static final double COUPLING = 2;
  private static final double LARGE = 0.8;
  private static final int CHAINS = 700;
  private static final int STEPS = 400;

  /** Of the share of independent chains in the large mode. */
  private static final double ERROR = Math.sqrt(LARGE * (1 - LARGE) / CHAINS);

  private static final Tempering TEMPERING = new Tempering(5, 50);

  /** Room for what learning takes besides {@link #WAY}. */
  private static final Trajectory TRAJECTORY = new Trajectory(8, 0.25);

  /** How far from zero weights to the machine levels lie. */
  private static final double[] WAY = {0.25, 0.5, 0.75};

  private static RbmLearning learning(Method method, double rate, int updates) {
    Schedule schedule = new Schedule(rate, Schedule.Decay.LINEAR, updates);
    return new RbmLearning(method, 1, CHAINS, schedule, 0, 0, 0, 5)
        .with(TEMPERING)
        .with(TRAJECTORY);
  }

  private static Rbm rbm(Method method) {
    RbmLearning learning = learning(method, 1, 1);
    return new Rbm(Layer.binary(VISIBLE), Layer.binary(HIDDEN), learning.extras());
  }

  /** The machine with that much more field on every visible unit than symmetry has. */
  private static void set(Rbm rbm, Parameters parameters, double tilt) {
    float[] weights = new float[VISIBLE * HIDDEN];
    float[] visible = new float[VISIBLE];
    float[] hidden = new float[HIDDEN];
    Arrays.fill(weights, (float) COUPLING);
    Arrays.fill(visible, (float) (tilt - COUPLING * HIDDEN / 2));
    Arrays.fill(hidden, (float) (-COUPLING * VISIBLE / 2));
    parameters.setRows(rbm.weights(), weights);
    parameters.setRows(rbm.visibleBias(), visible);
    parameters.setRows(rbm.hiddenBias(), hidden);
    rbm.derive(parameters);
  }

  /** Levels as a training would leave them that went straight to the machine. */
  private static void setLevels(Rbm rbm, Parameters model) {
    TrajectoryView view = rbm.trajectory();
    TrajectoryLadder ladder = view.ladder(model);
    double[] far = new double[WAY.length + 1];
    long[] numbers = ladder.numbers();
    for (int k = 0; k < WAY.length; k++) {
      Rbm structure = view.structure(k + 1);
      Parameters level = new Parameters(structure.layout());
      for (Block block : ExactMachine.learned(structure)) {
        float[] from = model.frozen(0).rows(block);
        float[] to = model.rows(rbm.layout().block(block.name()));
        for (int n = 0; n < from.length; n++) {
          from[n] += (float) WAY[k] * (to[n] - from[n]);
        }
        level.setRows(block, from);
      }
      structure.derive(level);
      model.setFrozen(k + 1, level);
      numbers[k + 1] = k + 2;
    }
    Arrays.fill(far, 0.5);
    view.write(
        new TrajectoryLadder(numbers, new Neighbours(far, far, new double[far.length])), model);
  }

  private static boolean isLarge(long visible) {
    return Long.bitCount(visible) > VISIBLE / 2;
  }

  /** p(v). */
  private static double[] marginal(Rbm rbm, Parameters parameters) {
    Enumerated exact = new Enumerated(rbm, parameters);
    return exact.visibleMarginal(exact.joint(1));
  }

  /** The exact weight of the large mode. */
  private static double weight(double[] marginal) {
    double sum = 0;
    for (int v = 0; v < marginal.length; v++) {
      sum += isLarge(v) ? marginal[v] : 0;
    }
    return sum;
  }

  /** The tilt with which the large mode has its weight, by halving. */
  private static double tilt() {
    Rbm rbm = rbm(Method.PCD);
    Parameters parameters = new Parameters(rbm.layout());
    double low = 0;
    double high = 1;
    for (int halving = 0; halving < 40; halving++) {
      double middle = (low + high) / 2;
      set(rbm, parameters, middle);
      if (weight(marginal(rbm, parameters)) < LARGE) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Draws from the machine of that tilt, with exactly its weights of the modes. */
  private static PackedRows rows(double tilt, int count) {
    Rbm rbm = rbm(Method.PCD);
    Parameters parameters = new Parameters(rbm.layout());
    set(rbm, parameters, tilt);
    double[] marginal = marginal(rbm, parameters);
    Random random = new Random(2);
    long[][] rows = new long[count][];
    for (int n = 0; n < count; n++) {
      rows[n] = new long[] {draw(marginal, n < LARGE * count, random)};
    }
    return new PackedRows(VISIBLE, rows);
  }

  private static long draw(double[] marginal, boolean large, Random random) {
    double[] conditional = marginal.clone();
    for (int v = 0; v < conditional.length; v++) {
      conditional[v] = isLarge(v) == large ? conditional[v] : 0;
    }
    double[] cumulated = Particles.cumulated(Enumerated.normalised(conditional));
    return Particles.draw(cumulated, random.nextDouble());
  }

  /** A training whose chains all start in the small mode. */
  private static final class Run {
    private final Rbm rbm;
    private final RbmObjective objective;
    private final UpdateRule rule;
    private final PersistentPhase phase;
    private final Tile tile;
    private Parameters current;
    private long update;
    private Sums last;

    Run(Method method, double tilt, double rate, int updates) {
      this(learning(method, rate, updates), tilt);
    }

    Run(RbmLearning learning, double tilt) {
      PackedRows rows = rows(tilt(), 500);
      BatchSchedule schedule = new BatchSchedule(rows.rows(), rows.rows(), 1);
      this.rbm = rbm(learning.method());
      this.objective = new RbmObjective(rbm, rows, schedule, learning);
      this.rule = objective.rule();
      this.phase = (PersistentPhase) objective.phases().get(1);
      this.current = new Parameters(rbm.layout());
      objective.initialise(current);
      set(rbm, current, tilt);
      if (learning.method() == Method.TRAJECTORY) {
        setLevels(rbm, current);
      }
      this.tile = phase.allocate(0, CHAINS);
      ByteBuffer off = ByteBuffer.allocate(phase.particleBytes());
      for (int place = 0; place < CHAINS; place++) {
        tile.read(place, off.clear());
      }
    }

    Run go(int updates) {
      for (int n = 0; n < updates; n++) {
        last = phase.newSums();
        tile.step(Models.snapshot(current), 0, CHAINS, last);
        List<PhaseStatistics> statistics = List.of(positive(), negative());
        Parameters next = new Parameters(rbm.layout());
        rule.apply(update++, current, new Parameters(rule.stateLayout()), statistics, next);
        current = next;
      }
      return this;
    }

    private PhaseStatistics positive() {
      ClampedPhase data = (ClampedPhase) objective.phases().get(0);
      Sums sums = data.newSums();
      data.contribute(Models.snapshot(current), update, 0, data.items(update), sums);
      return new PhaseStatistics(data, List.of(sums), data.items(update));
    }

    private PhaseStatistics negative() {
      return new PhaseStatistics(phase, List.of(last), CHAINS);
    }

    /** Share of the chains in the large mode. */
    double share() {
      float[] shown = new float[VISIBLE];
      int large = 0;
      for (int place = 0; place < CHAINS; place++) {
        tile.show(place, shown);
        long on = 0;
        for (float unit : shown) {
          on = on << 1 | (unit > 0 ? 1 : 0);
        }
        large += isLarge(on) ? 1 : 0;
      }
      return (double) large / CHAINS;
    }

    /** The large mode's weight that explains the visible units' mean of the negative phase. */
    double weightInNegativePhase() {
      double[] marginal = marginal(rbm, current);
      double mean = 0;
      MergedPhase merged = MergedPhase.of(rbm, negative(), 1);
      for (int i = 0; i < VISIBLE; i++) {
        mean += merged.visibleMean(i) / VISIBLE;
      }
      double small = meanWithin(marginal, false);
      return (mean - small) / (meanWithin(marginal, true) - small);
    }

    private static double meanWithin(double[] marginal, boolean large) {
      double sum = 0;
      double mass = 0;
      for (int v = 0; v < marginal.length; v++) {
        if (isLarge(v) == large) {
          sum += marginal[v] * Long.bitCount(v) / VISIBLE;
          mass += marginal[v];
        }
      }
      return sum / mass;
    }

    double learnedWeight() {
      return weight(marginal(rbm, current));
    }
  }

  private static double errors(double weight) {
    return Math.abs(weight - LARGE) / ERROR;
  }

  private static void assertFinds(double weight) {
    assertTrue(ERROR <= 0.02);
    assertTrue(errors(weight) <= 5, () -> weight + " is off by " + errors(weight));
  }

  private static void assertFails(double weight) {
    assertTrue(errors(weight) > 10, () -> weight + " is off by only " + errors(weight));
  }

  /** Parameters stay, at a rate that is too small to move them. */
  private static Run sampler(Method method) {
    return new Run(method, tilt(), 1e-30, STEPS).go(STEPS);
  }

  @ParameterizedTest
  @EnumSource(names = {"TEMPERED", "TRAJECTORY"})
  void shouldFindTheWeightsAsASampler(Method method) {
    Run run = sampler(method);
    assertEquals(LARGE, run.learnedWeight(), 1e-6, "the machine is what it should be");
    assertFinds(run.share());
    assertFinds(run.weightInNegativePhase());
  }

  @Test
  void shouldCatchThatPlainChainsStayWhereTheyAre() {
    Run run = sampler(Method.PCD);
    assertEquals(LARGE, run.learnedWeight(), 1e-6, "the machine is what it should be");
    assertFails(run.share());
    assertFails(run.weightInNegativePhase());
  }

  /** From modes of equal weight; the noise of one update is far above that of the mean. */
  private static double learned(Method method) {
    return averageAfter(new Run(method, 0, 0.05, 400), 300, 400);
  }

  private static double averageAfter(Run run, int first, int updates) {
    List<Double> weights = new ArrayList<>();
    run.go(first);
    for (int update = first; update < updates; update++) {
      weights.add(run.go(1).learnedWeight());
    }
    return weights.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(names = {"TEMPERED", "TRAJECTORY"})
  void shouldLearnTheWeights(Method method) {
    assertFinds(learned(method));
  }

  /** Levels as a training does leave them, that begins at zero weights and takes its own. */
  @Test
  void shouldLearnTheWeightsFromTheStart() {
    RbmLearning learning = learning(Method.TRAJECTORY, 0.2, 3000).with(new Trajectory(8, 0.6));
    Run run = new Run(learning, 0);
    run.objective.initialise(run.current);
    assertFinds(averageAfter(run, 2000, 3000));
    assertTrue(run.rbm.trajectory().ladder(run.current).newest() > 1, "a level was taken");
  }

  @Test
  void shouldCatchThatPlainChainsLearnOthers() {
    assertFails(learned(Method.PCD));
  }
}
