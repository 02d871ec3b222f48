package dev.reverie.simulation;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.UpdateRule;
import java.util.List;
import java.util.function.Supplier;

/**
 * An objective whose rule fails at an update.
 *
 * @param part that fails; all of them together for the end of the update, -1 for its beginning
 */
record FailingObjective(Objective inner, long at, int part, Supplier<RuntimeException> failure)
    implements Objective {
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
    return new Rule(inner.rule());
  }

  @Override
  public long updatesPerPass() {
    return inner.updatesPerPass();
  }

  private final class Rule implements UpdateRule {
    private final UpdateRule rule;

    Rule(UpdateRule rule) {
      this.rule = rule;
    }

    @Override
    public Layout stateLayout() {
      return rule.stateLayout();
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
      if (update == at && part < 0) {
        throw failure.get();
      }
      DividedUpdate divided = rule.divide(update, current, state, statistics, next);
      return update == at ? new Failing(divided) : divided;
    }
  }

  private final class Failing implements DividedUpdate {
    private final DividedUpdate divided;

    Failing(DividedUpdate divided) {
      this.divided = divided;
    }

    @Override
    public int parts() {
      return divided.parts();
    }

    @Override
    public void make(int made) {
      if (made == part) {
        throw failure.get();
      }
      divided.make(made);
    }

    @Override
    public void finish() {
      if (part < parts()) {
        throw new AssertionError("a part is missing");
      }
      throw failure.get();
    }
  }
}
