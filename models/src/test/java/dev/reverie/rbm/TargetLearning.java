package dev.reverie.rbm;

import dev.reverie.data.BatchSchedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.unit.Layer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * One machine taught one target by one rule, with five seeds, and what exact sums make of the same
 * starts with as many updates at the same rates.
 */
record TargetLearning(TargetMachine.Turn turn, long updates, int particles) {
  /** An odd number. */
  static final int SEEDS = 5;

  /** From the start of seed 1 the planted error leads one of the machines nowhere else. */
  static final int FIRST_SEED = 11;

  /**
   * The median over seeds, and its standard error by the median deviation, as if all were normal:
   * where an optimum has others beside it, noise takes a run to one of these now and then.
   */
  record Middle(double value, double error) {
    private static final double NORMAL_DEVIATION = 1.4826;
    private static final double MEDIAN_TO_MEAN = Math.sqrt(Math.PI / 2);

    static Middle of(double... values) {
      double median = median(values);
      double off = median(Arrays.stream(values).map(x -> Math.abs(x - median)).toArray());
      double error = NORMAL_DEVIATION * off * MEDIAN_TO_MEAN / Math.sqrt(values.length);
      return new Middle(median, error);
    }

    private static double median(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return sorted[sorted.length / 2];
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.5f +- %.5f", value, error);
    }
  }

  /**
   * What there is of the rule's objective, in nats.
   *
   * @param gain of exact ascent over the start
   * @param gap of what was learned to exact ascent along the gradient
   * @param ownGap of what was learned to exact ascent along the rule's own expected update
   * @param biasedGap of exact ascent with a negative phase that is 5 % too large, of the first seed
   */
  record Figures(Middle gain, Middle gap, Middle ownGap, double biasedGap) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "gain %s, gap %s, to own expectation %s, biased %.5f",
          gain,
          gap,
          ownGap,
          biasedGap);
    }
  }

  @Override
  public String toString() {
    return turn + ", " + particles + " particles";
  }

  Figures run() {
    TargetRule rule = turn.rule();
    double rate = turn.machine().rate();
    Layer visible = turn.machine().visible();
    Layer hidden = turn.machine().hidden();
    RbmLearning any = rule.learning(rate, updates, particles, 1);
    LinearMachine machine = new LinearMachine(new Rbm(visible, hidden, any.extras()));
    Target target = Target.random(machine, new Random(visible.units() * 100L + hidden.units()));
    double[] gains = new double[SEEDS];
    double[] gaps = new double[SEEDS];
    double[] ownGaps = new double[SEEDS];
    double biased = 0;
    for (int n = 0; n < SEEDS; n++) {
      int seed = FIRST_SEED + n;
      RbmLearning own = rule.learning(rate, updates, particles, seed);
      SerialLoop loop = new SerialLoop(objective(machine.rbm(), target, own), 1, 1);
      Parameters start = loop.parameters().copy();
      loop.run((int) updates);
      double learned =
          objective(machine, own, target, ExactMachine.learned(machine.rbm(), loop.parameters()));
      double before = objective(machine, own, target, ExactMachine.learned(machine.rbm(), start));
      RbmLearning exact = rule.unbiased(rate, updates, particles, seed);
      double reached = ascent(machine, exact, target, start, 1);
      gains[n] = reached - before;
      gaps[n] = learned - reached;
      ownGaps[n] = rule.biased() ? learned - ascent(machine, own, target, start, 1) : gaps[n];
      if (n == 0) {
        biased = ascent(machine, exact, target, start, 1.05) - reached;
      }
    }
    return new Figures(Middle.of(gains), Middle.of(gaps), Middle.of(ownGaps), biased);
  }

  private static RbmObjective objective(Rbm rbm, Target target, RbmLearning learning) {
    int rows = target.rows().rows();
    return new RbmObjective(rbm, target.rows(), new BatchSchedule(rows, rows, 3), learning);
  }

  private static double ascent(
      LinearMachine machine, RbmLearning learning, Target target, Parameters start, double share) {
    double[] theta =
        new ExactAscent(machine, start, learning, target.shares(), share).run().theta();
    return objective(machine, learning, target, theta);
  }

  /** What the rule makes large. */
  private static double objective(
      LinearMachine machine, RbmLearning learning, Target target, double... theta) {
    LinearMachine.At at = machine.at(theta);
    double likelihood = at.likelihood(target.shares());
    double value =
        switch (learning.goal()) {
          case GENERATIVE -> likelihood;
          case DISCRIMINATIVE -> at.classLikelihood(target.shares());
          case HYBRID ->
              at.classLikelihood(target.shares()) + learning.generativeWeight() * likelihood;
        };
    int weights = machine.rbm().visible() * machine.rbm().hidden();
    for (int k = 0; k < weights; k++) {
      value -= learning.penalties().l1() * Math.abs(theta[k]);
      value -= learning.penalties().l2() / 2 * theta[k] * theta[k];
    }
    return value;
  }
}
