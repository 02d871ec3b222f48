package dev.reverie.service.family.hopfield;

import dev.reverie.hopfield.Hopfield;
import dev.reverie.hopfield.HopfieldObjective;
import dev.reverie.hopfield.Network;
import dev.reverie.hopfield.Patterns;
import dev.reverie.hopfield.Recall;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.Learner;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.service.folder.Metric;
import java.util.Map;

/**
 * A Hopfield network that stores patterns.
 *
 * @param schedule null by Hebb's rule
 */
record HopfieldLearner(
    Hopfield hopfield,
    Patterns patterns,
    HopfieldObjective objective,
    double temperature,
    Schedule schedule)
    implements Learner {
  /** Patterns that are looked at after a pass. */
  private static final int OBSERVED = 20;

  @Override
  public String describe() {
    return Numbers.format("%s, %d patterns", HopfieldModel.describe(hopfield), patterns.count());
  }

  @Override
  public double rate(long update) {
    return schedule == null ? Double.NaN : schedule.at(update);
  }

  @Override
  public TrainedModel model(Parameters parameters) {
    return new HopfieldModel(hopfield, parameters, temperature, patterns.count());
  }

  /** The share of units that differ between a pattern and the fixed point that it falls to. */
  @Override
  public Map<Metric, Double> observe(Parameters parameters) {
    Recall recall = new Recall(Network.of(hopfield, parameters), 1);
    int count = Math.min(OBSERVED, patterns.count());
    double overlap = 0;
    for (int pattern = 0; pattern < count; pattern++) {
      byte[] end = recall.from(patterns.spins(pattern), pattern).states();
      overlap += patterns.overlap(end, pattern) / count;
    }
    return Map.of(Metric.RECONSTRUCTION_ERROR, (1 - overlap) / 2);
  }
}
