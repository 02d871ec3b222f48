package dev.reverie.rbm;

import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.PhaseStatistics;
import java.util.List;

/** The rule at rate 1 without momentum or decay, whose step is the gradient itself. */
final class RateOne {
  private RateOne() {}

  /** Next less current parameters, in the order of {@link ExactMachine#learned}. */
  static double[] step(Rbm rbm, Parameters current, List<PhaseStatistics> statistics) {
    return step(rbm, learning(), current, statistics);
  }

  /** The same with what that rule has besides. */
  static double[] step(
      Rbm rbm, RbmLearning learning, Parameters current, List<PhaseStatistics> statistics) {
    Parameters next = next(rbm, learning, current, statistics);
    return Models.difference(ExactMachine.learned(rbm, next), ExactMachine.learned(rbm, current));
  }

  /** The parameters after one update. */
  static Parameters next(
      Rbm rbm, RbmLearning learning, Parameters current, List<PhaseStatistics> statistics) {
    RbmGradientStep rule = new RbmGradientStep(rbm, learning);
    Parameters next = new Parameters(rbm.layout());
    rule.apply(0, current, new Parameters(rule.stateLayout()), statistics, next);
    return next;
  }

  static RbmLearning learning() {
    Schedule schedule = new Schedule(1, Schedule.Decay.NONE, 1);
    return new RbmLearning(Method.PCD, 1, 1, schedule, 0, 0, 0, 1);
  }
}
