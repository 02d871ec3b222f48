package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.phase.UpdateRule;
import dev.reverie.tempering.Tempering;
import dev.reverie.unit.Layer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A machine of two modes, most visible units on or most off, with weights 0.8 and 0.2 by
 * enumeration. All chains start in the small one, which a Gibbs chain leaves about once in 10^4
 * steps. Replica exchange finds the weights within 5 standard errors of at most 0.02, as a sampler
 * and in the negative phase of learning; plain chains are far off by the same measure.
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

  private static RbmLearning learning(Method method, double rate, int updates) {
    Schedule schedule = new Schedule(rate, Schedule.Decay.LINEAR, updates);
    return new RbmLearning(method, 1, CHAINS, schedule, 0, 0, 0, 5).with(TEMPERING);
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
      PackedRows rows = rows(tilt(), 500);
      BatchSchedule schedule = new BatchSchedule(rows.rows(), rows.rows(), 1);
      this.rbm = rbm(method);
      this.objective = new RbmObjective(rbm, rows, schedule, learning(method, rate, updates));
      this.rule = objective.rule();
      this.phase = (PersistentPhase) objective.phases().get(1);
      this.current = new Parameters(rbm.layout());
      objective.initialise(current);
      set(rbm, current, tilt);
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

  @Test
  void shouldFindTheWeightsAsASampler() {
    Run run = sampler(Method.TEMPERED);
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
    int updates = 400;
    Run run = new Run(method, 0, 0.05, updates);
    List<Double> weights = new ArrayList<>();
    run.go(300);
    for (int update = 300; update < updates; update++) {
      weights.add(run.go(1).learnedWeight());
    }
    return weights.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  @Test
  void shouldLearnTheWeights() {
    assertFinds(learned(Method.TEMPERED));
  }

  @Test
  void shouldCatchThatPlainChainsLearnOthers() {
    assertFails(learned(Method.PCD));
  }
}
