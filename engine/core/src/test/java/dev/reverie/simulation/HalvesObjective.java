package dev.reverie.simulation;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Storage;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.phase.UpdateRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Particles of which the first half are always 0 and the others always 1, and a rule that keeps
 * every average of them.
 */
final class HalvesObjective implements Objective {
  private static final Layout LAYOUT =
      Layout.builder().add("average", Role.LEARNED, Storage.ROWS, 1, 1).build();
  private static final Block AVERAGE = LAYOUT.block("average");

  private final Halves halves;
  private final List<Long> counts = new ArrayList<>();
  private final List<Double> averages = new ArrayList<>();

  HalvesObjective(int particles) {
    this.halves = new Halves(particles);
  }

  /** The average over particles that each update has used. */
  List<Double> averages() {
    return averages;
  }

  /** How many particles each update has used. */
  List<Long> counts() {
    return counts;
  }

  private record Halves(int particles) implements PersistentPhase {
    @Override
    public String name() {
      return "halves";
    }

    @Override
    public int sign() {
      return -1;
    }

    @Override
    public Sums newSums() {
      return new CountingObjective.Total();
    }

    @Override
    public int steps() {
      return 1;
    }

    @Override
    public int particleBytes() {
      return CountingTile.BYTES;
    }

    @Override
    public Tile start(Snapshot snapshot, int first, int count) {
      return allocate(first, count);
    }

    @Override
    public Tile allocate(int first, int count) {
      return new CountingTile(
          first, count, (snapshot, particle, step, number) -> particle < particles / 2 ? 0 : 1);
    }

    @Override
    public int shownUnits() {
      return 1;
    }
  }

  @Override
  public Layout layout() {
    return LAYOUT;
  }

  @Override
  public void initialise(Parameters parameters) {
    parameters.set(AVERAGE, 0, 0, 0);
  }

  @Override
  public void derive(Parameters parameters) {
    // Nothing is derived.
  }

  @Override
  public List<Phase> phases() {
    return List.of(halves);
  }

  @Override
  public UpdateRule rule() {
    return new Rule();
  }

  @Override
  public long updatesPerPass() {
    return 1;
  }

  private final class Rule implements UpdateRule {
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
      PhaseStatistics phase = statistics.get(0);
      double sum = 0;
      for (Sums part : phase.parts()) {
        sum += ((CountingObjective.Total) part).total();
      }
      counts.add(phase.count());
      averages.add(sum / phase.count());
      next.set(AVERAGE, 0, 0, (float) (sum / phase.count()));
    }
  }
}
