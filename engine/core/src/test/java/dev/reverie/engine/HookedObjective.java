package dev.reverie.engine;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.UpdateRule;
import java.util.ArrayList;
import java.util.List;

/** An objective that does what another one does, and calls hooks. */
final class HookedObjective implements Objective {
  private final Objective inner;
  private final Hooks hooks;
  private final List<Phase> phases;

  HookedObjective(Objective inner, Hooks hooks) {
    this.inner = inner;
    this.hooks = hooks;
    this.phases = inner.phases().stream().map(this::hooked).toList();
  }

  private Phase hooked(Phase phase) {
    return phase instanceof PersistentPhase persistent
        ? new HookedChains(persistent, hooks)
        : new HookedBatches((BatchPhase) phase, hooks);
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
  public long updatesPerPass() {
    return inner.updatesPerPass();
  }

  @Override
  public UpdateRule rule() {
    return new HookedRule(inner.rule());
  }

  private final class HookedRule implements UpdateRule {
    private final UpdateRule rule;

    HookedRule(UpdateRule rule) {
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
      rule.apply(update, current, state, unhooked(statistics), next);
    }

    @Override
    public DividedUpdate divide(
        long update,
        Parameters current,
        Parameters state,
        List<PhaseStatistics> statistics,
        Parameters next) {
      hooks.updating(update);
      return new HookedUpdate(
          update, rule.divide(update, current, state, unhooked(statistics), next), next);
    }
  }

  private final class HookedUpdate implements DividedUpdate {
    private final long update;
    private final DividedUpdate divided;
    private final Parameters next;

    HookedUpdate(long update, DividedUpdate divided, Parameters next) {
      this.update = update;
      this.divided = divided;
      this.next = next;
    }

    @Override
    public int parts() {
      return divided.parts();
    }

    @Override
    public void make(int part) {
      hooks.makingPart(update, part);
      divided.make(part);
    }

    @Override
    public void finish() {
      divided.finish();
      hooks.updated(update, next);
    }
  }

  /** The rule may ask which of its own phases it is. */
  private List<PhaseStatistics> unhooked(List<PhaseStatistics> statistics) {
    List<PhaseStatistics> own = new ArrayList<>();
    for (int place = 0; place < statistics.size(); place++) {
      PhaseStatistics entry = statistics.get(place);
      own.add(new PhaseStatistics(inner.phases().get(place), entry.parts(), entry.count()));
    }
    return own;
  }
}
