package dev.reverie.mixture;

import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.UpdateRule;
import java.util.List;

/**
 * The M-step (Dempster, Laird and Rubin 1977): each component's numbers are those that maximise the
 * likelihood of the rows counted by their responsibilities, times the prior. It keeps nothing from
 * one update to the next, and is cut by 64 components.
 */
final class MaximisationRule implements UpdateRule {
  private final Mixture mixture;
  private final MixtureLearning learning;
  private final ColumnMoments all;
  private final MixtureSums total;

  MaximisationRule(Mixture mixture, MixtureLearning learning, ColumnMoments all) {
    this.mixture = mixture;
    this.learning = learning;
    this.all = all;
    this.total = mixture.newSums();
  }

  @Override
  public Layout stateLayout() {
    return Layout.empty();
  }

  @Override
  public void apply(
      long update,
      Parameters current,
      Parameters state,
      List<PhaseStatistics> statistics,
      Parameters next) {
    DividedUpdate divided = divide(update, current, state, statistics, next);
    for (int part = 0; part < divided.parts(); part++) {
      divided.make(part);
    }
    divided.finish();
  }

  @Override
  public DividedUpdate divide(
      long update,
      Parameters current,
      Parameters state,
      List<PhaseStatistics> statistics,
      Parameters next) {
    PhaseStatistics only = statistics.get(0);
    return new MStep(only.parts(), only.phase().name(), only.count(), current, next);
  }

  private final class MStep implements DividedUpdate {
    private final List<Sums> sums;
    private final String phase;
    private final long count;
    private final Parameters current;
    private final Parameters next;

    MStep(List<Sums> sums, String phase, long count, Parameters current, Parameters next) {
      this.sums = sums;
      this.phase = phase;
      this.count = count;
      this.current = current;
      this.next = next;
      sums.forEach(part -> part.requireFinite(phase));
      total.clear();
      if (count == 0) {
        next.copyFrom(current);
      }
    }

    @Override
    public int parts() {
      return count == 0 ? 1 : Panels.count(mixture.components());
    }

    @Override
    public void make(int part) {
      if (count == 0) {
        return;
      }
      int from = part * Panels.WIDTH;
      int to = Math.min(from + Panels.WIDTH, mixture.components());
      sums.forEach(each -> total.addComponents((MixtureSums) each, from, to));
      double pseudo = learning.pseudoCount();
      double rows = count + pseudo * mixture.components();
      for (int k = from; k < to; k++) {
        double share = (total.rows(k) + pseudo) / rows;
        next.set(mixture.mixing(), 0, k, Math.max((float) share, Mixture.LEAST_MIXING));
      }
      mixture.maximise(total, learning, all, from, to, current, next);
      mixture.deriveComponents(next, from, to);
    }

    @Override
    public void finish() {
      total.requireFinite(phase);
      next.requireBounded();
    }
  }
}
