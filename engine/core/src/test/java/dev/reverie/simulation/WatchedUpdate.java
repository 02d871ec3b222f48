package dev.reverie.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.PhaseStatistics;
import java.util.Arrays;
import java.util.List;

/**
 * An update whose parts find, whenever they are made, what there was when the one before ended:
 * nobody else writes to what they use.
 */
final class WatchedUpdate implements DividedUpdate {
  private final DividedUpdate inner;
  private final Observer observer;
  private final long update;
  private final Used used;
  private final List<List<WatchedSums.Slice>> slices;
  private int left;

  /** What an update reads and writes; sums are {@link WatchedSums}. */
  record Used(
      Parameters current, Parameters state, List<PhaseStatistics> statistics, Parameters next) {
    private List<List<WatchedSums.Slice>> slices() {
      return statistics.stream()
          .flatMap(phase -> phase.parts().stream())
          .map(sums -> ((WatchedSums) sums).slices())
          .toList();
    }

    private int written() {
      return 31 * Arrays.hashCode(state.values()) + Arrays.hashCode(next.values());
    }
  }

  WatchedUpdate(DividedUpdate inner, Observer observer, long update, Used used) {
    this.inner = inner;
    this.observer = observer;
    this.update = update;
    this.used = used;
    this.slices = used.slices();
    this.left = used.written();
  }

  @Override
  public int parts() {
    return inner.parts();
  }

  @Override
  public void make(int part) {
    requireAsLeft();
    inner.make(part);
    left = used.written();
  }

  private void requireAsLeft() {
    observer.reads(new Snapshot(new Version(0, update), used.current()));
    assertEquals(slices, used.slices(), "statistics of update " + update);
    assertEquals(left, used.written(), "state and next parameters of update " + update);
  }

  @Override
  public void finish() {
    requireAsLeft();
    inner.finish();
    observer.publishes(update + 1, used.next());
  }
}
