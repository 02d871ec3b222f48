package dev.reverie.service.family.mixture;

import dev.reverie.mixture.Mixture;
import dev.reverie.mixture.MixtureDensity;
import dev.reverie.mixture.MixtureObjective;
import dev.reverie.parameter.Parameters;
import dev.reverie.service.family.Learner;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.service.folder.Metric;
import java.util.Map;

/** A mixture that is learned. */
record MixtureLearner(Mixture mixture, MixtureObjective objective, MixtureFigures figures)
    implements Learner {

  @Override
  public String describe() {
    return MixtureModel.describe(mixture);
  }

  /** An M-step has none. */
  @Override
  public double rate(long update) {
    return Double.NaN;
  }

  @Override
  public TrainedModel model(Parameters parameters) {
    return new MixtureModel(mixture, parameters);
  }

  @Override
  public Map<Metric, Double> observe(Parameters parameters) {
    return figures.observe(new MixtureDensity(mixture, parameters));
  }
}
