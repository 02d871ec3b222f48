package dev.reverie.service.family.dbm;

import dev.reverie.dbm.Dbm;
import dev.reverie.dbm.DbmObjective;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Countdown;
import dev.reverie.service.family.Learner;
import dev.reverie.service.family.TrainedModel;
import dev.reverie.service.folder.Metric;
import java.util.Map;

/**
 * A deep machine that is learned.
 *
 * @param layerwiseUpdates before those of all layers together
 */
record DbmLearner(
    Dbm dbm, DbmObjective objective, long layerwiseUpdates, Schedule schedule, DbmObserver observer)
    implements Learner {

  @Override
  public void prepare(Console console) {
    try (Countdown progress =
        new Countdown("learning layer by layer", layerwiseUpdates, "updates", console)) {
      objective.prepare(share -> progress.show(Math.round(share * layerwiseUpdates)));
    }
  }

  @Override
  public String describe() {
    return DbmModel.describe(dbm);
  }

  @Override
  public double rate(long update) {
    return schedule.at(update);
  }

  @Override
  public TrainedModel model(Parameters parameters) {
    return new DbmModel(dbm, parameters);
  }

  @Override
  public Map<Metric, Double> observe(Parameters parameters) {
    return observer.observe(parameters);
  }
}
