package dev.reverie.aggregate;

import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.UpdateRule;
import java.util.List;

/** An objective whose rule diverges in one of the parts of an update. */
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
      throw new AssertionError("updates are made in parts");
    }

    @Override
    public DividedUpdate divide(
        long update,
        Parameters current,
        Parameters state,
        List<PhaseStatistics> statistics,
        Parameters next) {
      next.poison();
      DividedUpdate divided = inner.divide(update, current, state, statistics, next);
      return update == at ? new Diverging(divided) : divided;
    }
  }

  private record Diverging(DividedUpdate inner) implements DividedUpdate {
    @Override
    public int parts() {
      return inner.parts();
    }

    @Override
    public void make(int part) {
      if (part == inner.parts() / 2) {
        throw new DivergedException("mix=NaN, must be finite", "update");
      }
      inner.make(part);
    }

    @Override
    public void finish() {
      throw new AssertionError("a part is missing");
    }
  }
}
