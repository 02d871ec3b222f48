package dev.reverie.rbm;

import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.PhaseStatistics;
import java.util.List;

/** The rule at rate 1 without momentum or decay, whose step is the gradient itself. */
final class RateOne {
  private RateOne() {}

  /** Next less current parameters, in the order of {@link Models#learned}. */
  static double[] step(Rbm rbm, Parameters current, List<PhaseStatistics> statistics) {
    Schedule schedule = new Schedule(1, Schedule.Decay.NONE, 1);
    RbmGradientStep rule = new RbmGradientStep(rbm, schedule, 0, 0);
    Parameters next = new Parameters(rbm.layout());
    rule.apply(0, current, new Parameters(rule.stateLayout()), statistics, next);
    return Models.difference(Models.learned(rbm, next), Models.learned(rbm, current));
  }
}
