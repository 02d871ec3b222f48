package dev.reverie.aggregate;

import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.UpdateRule;
import java.util.List;

/** An objective whose rule diverges at an update. */
record DivergingObjective(Objective inner, long at) implements Objective {
  @Override
  public Layout layout() {
    return inner.layout();
  }

  @Override
  public void initialise(Parameters parameters) {
    inner.initialise(parameters);
  }

  @Override
  public void derive(Parameters parameters) {
    inner.derive(parameters);
  }

  @Override
  public List<Phase> phases() {
    return inner.phases();
  }

  @Override
  public UpdateRule rule() {
    return new Rule(inner.rule(), at);
  }

  @Override
  public long updatesPerPass() {
    return inner.updatesPerPass();
  }

  private record Rule(UpdateRule inner, long at) implements UpdateRule {
    @Override
    public Layout stateLayout() {
      return inner.stateLayout();
    }

    @Override
    public void apply(
        long update,
        Parameters current,
        Parameters state,
        List<PhaseStatistics> statistics,
        Parameters next) {
      next.poison();
      if (update == at) {
        throw new DivergedException("mix=NaN, must be finite", "update");
      }
      inner.apply(update, current, state, statistics, next);
    }
  }
}
