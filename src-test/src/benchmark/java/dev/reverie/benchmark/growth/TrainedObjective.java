package dev.reverie.benchmark.growth;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.UpdateRule;
import java.util.List;

/** An objective whose training starts from parameters that have been learned before. */
record TrainedObjective(Objective objective, Parameters start) implements Objective {
  @Override
  public Layout layout() {
    return objective.layout();
  }

  @Override
  public void initialise(Parameters parameters) {
    parameters.copyFrom(start);
  }

  @Override
  public void derive(Parameters parameters) {
    objective.derive(parameters);
  }

  @Override
  public List<Phase> phases() {
    return objective.phases();
  }

  @Override
  public UpdateRule rule() {
    return objective.rule();
  }

  @Override
  public long workBytes(int threads) {
    return objective.workBytes(threads);
  }

  @Override
  public long updatesPerPass() {
    return objective.updatesPerPass();
  }
}
