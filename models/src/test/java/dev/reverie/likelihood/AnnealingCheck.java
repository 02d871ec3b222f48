package dev.reverie.likelihood;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Whether annealed weights are right on average: mean exp(log w - log of what it should be) = 1,
 * over many random models.
 *
 * @param mean of the models' means
 * @param error its standard error, from the scatter within each model
 */
record AnnealingCheck(double mean, double error) {
  static final int MODELS = 60;
  static final int RUNS = 2000;

  /** Standard errors between what is measured and 1. */
  double deviation() {
    return Math.abs(mean - 1) / error;
  }

  /** A model with all that an estimator needs. */
  record Subject(SmallModel model, BaseRate base, long seed) {
    double logBase() {
      return base.logPartition(model.rbm.hidden());
    }

    AnnealedImportanceSampling sampling(Ladder ladder) {
      return new AnnealedImportanceSampling(
          model.rbm, model.parameters, base, new AnnealingSettings(ladder, RUNS, seed, 1));
    }

    AnnealedRuns runs(int first, int count) {
      return new AnnealedRuns(model.rbm, model.parameters, base, seed, first, count);
    }
  }

  /** An estimator: the log of one number a run that is 1 on average when all is right. */
  interface Estimator {
    double[] logRatios(Subject subject, double logPartition);
  }

  /** Sixty models of up to 10 x 8 units, and a few with more than one word of units in a layer. */
  static List<Subject> subjects(long seed) {
    Random random = new Random(seed);
    List<Subject> subjects = new ArrayList<>();
    for (int k = 0; k < MODELS; k++) {
      boolean wide = k % 10 == 9;
      int visible = wide ? 65 + random.nextInt(10) : 1 + random.nextInt(10);
      int hidden = 1 + random.nextInt(wide ? 4 : 8);
      SmallModel model = SmallModel.random(visible, hidden, wide ? 0.2 : 1, random);
      double[] means = random.doubles(visible, wide ? 0.4 : 0.3, wide ? 0.6 : 0.7).toArray();
      subjects.add(new Subject(model, BaseRate.ofMeans(means, 1000), random.nextLong()));
    }
    return subjects;
  }

  static AnnealingCheck of(List<Subject> subjects, Estimator estimator) {
    double sum = 0;
    double variance = 0;
    for (Subject subject : subjects) {
      double[] logRatios = estimator.logRatios(subject, subject.model().logPartition());
      double[] ratios = new double[logRatios.length];
      for (int n = 0; n < ratios.length; n++) {
        ratios[n] = Math.exp(logRatios[n]);
      }
      RowMean mean = RowMean.of(ratios);
      sum += mean.mean();
      variance += mean.standardError() * mean.standardError();
    }
    return new AnnealingCheck(sum / subjects.size(), Math.sqrt(variance) / subjects.size());
  }
}
