package dev.reverie.benchmark.scale;

import dev.reverie.benchmark.scale.model.Workload;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.Objective;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.phase.UpdateRule;
import java.util.List;

/**
 * An objective that computes nothing: what its phases and its updates do instead is told to a
 * {@link Labour}. Parameters, sums and states have the sizes of a real one.
 */
public final class HollowObjective implements Objective {
  private final Layout layout;
  private final Workload work;
  private final Sizes sizes;
  private final Labour labour;
  private final List<Phase> phases = List.of(new Cases(), new Chains());

  /** Bytes of a case's and of a particle's statistics, and of a particle's state. */
  public record Sizes(int dataCase, int particle, int state) {}

  /** What is to be done instead of computing. */
  public interface Labour {
    /** Does nothing. */
    Labour NONE = new Labour() {};

    default void step(int particles, boolean statistics) {}

    default void contribute(int cases) {}

    default void update(long states) {}

    default void count(int particles) {}
  }

  public HollowObjective(Layout layout, Workload work, Sizes sizes, Labour labour) {
    this.layout = layout;
    this.work = work;
    this.sizes = sizes;
    this.labour = labour;
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public void initialise(Parameters parameters) {}

  @Override
  public void derive(Parameters parameters) {}

  @Override
  public List<Phase> phases() {
    return phases;
  }

  @Override
  public UpdateRule rule() {
    return new Rule();
  }

  @Override
  public long updatesPerPass() {
    return Long.MAX_VALUE;
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
      labour.update(states(statistics));
    }

    @Override
    public DividedUpdate divide(
        long update,
        Parameters current,
        Parameters state,
        List<PhaseStatistics> statistics,
        Parameters next) {
      return new HollowUpdate(states(statistics), labour);
    }

    private static long states(List<PhaseStatistics> statistics) {
      return statistics.stream().mapToLong(PhaseStatistics::count).sum();
    }
  }

  /** The positive phase. */
  private final class Cases implements BatchPhase {
    @Override
    public String name() {
      return "data";
    }

    @Override
    public int sign() {
      return 1;
    }

    @Override
    public Sums newSums() {
      return new HollowSums(sizes.dataCase());
    }

    @Override
    public int items(long batch) {
      return work.batch();
    }

    @Override
    public void contribute(Snapshot snapshot, long batch, int from, int to, Sums into) {
      labour.contribute(to - from);
      ((HollowSums) into).add(to - from);
    }
  }

  /** The negative phase. */
  private final class Chains implements PersistentPhase {
    @Override
    public String name() {
      return "chains";
    }

    @Override
    public int sign() {
      return -1;
    }

    @Override
    public Sums newSums() {
      return new HollowSums(sizes.particle());
    }

    @Override
    public int particles() {
      return work.particles();
    }

    @Override
    public int steps() {
      return work.steps();
    }

    @Override
    public int particleBytes() {
      return sizes.state();
    }

    @Override
    public Tile start(Snapshot snapshot, int first, int count) {
      return allocate(first, count);
    }

    @Override
    public Tile allocate(int first, int count) {
      return new HollowTile(first, count, sizes.state(), labour);
    }

    @Override
    public boolean countsStates() {
      return true;
    }

    @Override
    public int shownUnits() {
      return 1;
    }
  }
}
