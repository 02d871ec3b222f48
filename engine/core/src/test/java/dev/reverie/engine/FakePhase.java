package dev.reverie.engine;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.phase.UpdateRule;
import java.util.List;

/** A phase that has sizes and nothing else: whoever allocates something of it fails. */
record FakePhase(int particles, int particleBytes, long sumsBytes) implements PersistentPhase {

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public int sign() {
    return -1;
  }

  @Override
  public int steps() {
    return 1;
  }

  @Override
  public int shownUnits() {
    return 1;
  }

  @Override
  public Sums newSums() {
    throw new AssertionError("sums were allocated");
  }

  @Override
  public Tile start(Snapshot snapshot, int first, int count) {
    throw new AssertionError("a tile was allocated");
  }

  @Override
  public Tile allocate(int first, int count) {
    throw new AssertionError("a tile was allocated");
  }

  /** Without parameters. */
  Objective objective() {
    return new Objective() {
      @Override
      public Layout layout() {
        return Layout.empty();
      }

      @Override
      public void initialise(Parameters parameters) {
        throw new AssertionError("parameters were allocated");
      }

      @Override
      public void derive(Parameters parameters) {
        throw new AssertionError("parameters were allocated");
      }

      @Override
      public List<Phase> phases() {
        return List.of(FakePhase.this);
      }

      @Override
      public UpdateRule rule() {
        return new Stateless();
      }

      @Override
      public long updatesPerPass() {
        return 1;
      }
    };
  }

  private static final class Stateless implements UpdateRule {
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
      throw new AssertionError("an update was made");
    }
  }
}
