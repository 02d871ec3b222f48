package dev.reverie.crash;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.UpdateRule;
import java.util.List;

/** Says which update it is about to make. */
record TalkingObjective(Objective inner) implements Objective {
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
  public long updatesPerPass() {
    return inner.updatesPerPass();
  }

  @Override
  public UpdateRule rule() {
    UpdateRule rule = inner.rule();
    return new UpdateRule() {
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
        CrashProgram.say("update " + update);
        rule.apply(update, current, state, statistics, next);
      }
    };
  }
}
