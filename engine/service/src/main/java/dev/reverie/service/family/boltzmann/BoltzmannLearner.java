package dev.reverie.service.family.boltzmann;

import dev.reverie.boltzmann.BoltzmannMachine;
import dev.reverie.boltzmann.BoltzmannObjective;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.service.family.Learner;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.service.folder.Metric;
import java.util.Map;

/** A Boltzmann machine that is learned. */
record BoltzmannLearner(
    BoltzmannMachine machine,
    BoltzmannObjective objective,
    Schedule schedule,
    BoltzmannObserver observer)
    implements Learner {

  @Override
  public String describe() {
    return BoltzmannModel.describe(machine);
  }

  @Override
  public double rate(long update) {
    return schedule.at(update);
  }

  @Override
  public TrainedModel model(Parameters parameters) {
    return new BoltzmannModel(machine, parameters);
  }

  @Override
  public Map<Metric, Double> observe(Parameters parameters) {
    return observer.observe(parameters);
  }
}
