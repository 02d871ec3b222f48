package dev.reverie.service.family.rbm;

import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RbmObjective;
import dev.reverie.service.family.Learner;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.service.folder.Metric;
import java.util.Map;

/** A restricted Boltzmann machine that is learned. */
record RbmLearner(Rbm rbm, RbmObjective objective, Schedule schedule, RbmObserver observer)
    implements Learner {

  @Override
  public String describe() {
    return RbmModel.describe(rbm);
  }

  @Override
  public double rate(long update) {
    return schedule.at(update);
  }

  @Override
  public TrainedModel model(Parameters parameters) {
    return new RbmModel(rbm, parameters);
  }

  @Override
  public Map<Metric, Double> observe(Parameters parameters) {
    return observer.observe(parameters);
  }
}
