package dev.reverie.simulation;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.UpdateRule;
import java.util.ArrayList;
import java.util.List;

/** Any objective, with an observer of what the engine does with it. */
public final class WatchedObjective implements Objective {
  private final Objective inner;
  private final Observer observer;
  private final List<Phase> phases = new ArrayList<>();

  public WatchedObjective(Objective inner, Observer observer) {
    this.inner = inner;
    this.observer = observer;
    for (Phase phase : inner.phases()) {
      int place = phases.size();
      phases.add(
          phase instanceof PersistentPhase persistent
              ? new WatchedChains(persistent, place, observer)
              : new WatchedBatches((BatchPhase) phase, place, observer));
    }
  }

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
    return phases;
  }

  @Override
  public UpdateRule rule() {
    return new WatchedRule(inner.rule());
  }

  @Override
  public long updatesPerPass() {
    return inner.updatesPerPass();
  }

  private final class WatchedRule implements UpdateRule {
    private final UpdateRule rule;

    WatchedRule(UpdateRule rule) {
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
      observer.updates(update, statistics);
      List<PhaseStatistics> plain = new ArrayList<>();
      for (PhaseStatistics phase : statistics) {
        List<Sums> parts =
            phase.parts().stream().map(sums -> ((WatchedSums) sums).inner()).toList();
        plain.add(new PhaseStatistics(inner.phases().get(plain.size()), parts, phase.count()));
      }
      DividedUpdate divided = rule.divide(update, current, state, plain, next);
      return new WatchedUpdate(
          divided, observer, update, new WatchedUpdate.Used(current, state, statistics, next));
    }
  }
}
