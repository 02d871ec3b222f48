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
    RbmGradientStep rule = new RbmGradientStep(rbm, learning());
    Parameters next = new Parameters(rbm.layout());
    rule.apply(0, current, new Parameters(rule.stateLayout()), statistics, next);
    return Models.difference(Models.learned(rbm, next), Models.learned(rbm, current));
  }

  static RbmLearning learning() {
    Schedule schedule = new Schedule(1, Schedule.Decay.NONE, 1);
    return new RbmLearning(Method.PCD, 1, 1, schedule, 0, 0, 0, 1);
  }
}
