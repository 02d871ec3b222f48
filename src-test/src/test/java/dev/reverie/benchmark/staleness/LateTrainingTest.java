package dev.reverie.benchmark.staleness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.GeneratedData;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.phase.UpdateRule;
import dev.reverie.rbm.RbmObjective;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LateTrainingTest {
  private static final int UPDATES = 12;
  private static final double RATE = 0.1;

  private final BinaryRows rows =
      BinaryRows.of(GeneratedData.digits(1, 300), Binarisation.THRESHOLD, 1);
  private final RbmObjective objective =
      new Lesson("digits", rows, rows, UPDATES).objective(RATE, 1);

  /** Sweeps that are made in time and used late must come to the same bits. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void shouldUseSweepsSoManyUpdatesLate(int staleness) {
    assertArrayEquals(
        usedLate(staleness), late(staleness, Late.PARTICLES), "staleness=" + staleness);
  }

  @Test
  void shouldTellWhatIsLate() {
    float[] particles = late(2, Late.PARTICLES);
    float[] half = late(2, Late.HALF);
    float[] all = late(2, Late.ALL);
    assertFalse(Arrays.equals(particles, half));
    assertFalse(Arrays.equals(particles, all));
    assertFalse(Arrays.equals(late(0, Late.HALF), half));
    assertArrayEquals(late(0, Late.HALF), late(0, Late.ALL));
  }

  private float[] late(int staleness, Late late) {
    return new LateTraining(objective, staleness, late).run(UPDATES).values().clone();
  }

  private float[] usedLate(int staleness) {
    BatchPhase positive = (BatchPhase) objective.phases().get(0);
    PersistentPhase negative = (PersistentPhase) objective.phases().get(1);
    UpdateRule rule = objective.rule();
    Parameters current = new Parameters(objective.layout());
    objective.initialise(current);
    Parameters state = new Parameters(rule.stateLayout());
    Tile tile = negative.start(snapshot(0, current), 0, negative.particles());
    ArrayDeque<Sums> made = new ArrayDeque<>();
    for (int ahead = 0; ahead < staleness; ahead++) {
      made.add(sweep(negative, tile, snapshot(0, current)));
    }
    for (int update = 0; update < UPDATES; update++) {
      made.add(sweep(negative, tile, snapshot(update, current)));
      Sums data = positive.newSums();
      int cases = positive.items(update);
      positive.contribute(snapshot(update, current), update, 0, cases, data);
      Parameters next = new Parameters(objective.layout());
      rule.apply(
          update,
          current,
          state,
          List.of(
              new PhaseStatistics(positive, List.of(data), cases),
              new PhaseStatistics(negative, List.of(made.remove()), tile.count())),
          next);
      current = next;
    }
    return current.values();
  }

  private static Sums sweep(PersistentPhase negative, Tile tile, Snapshot snapshot) {
    Sums sums = negative.newSums();
    tile.step(snapshot, 0, tile.count(), sums);
    return sums;
  }

  private static Snapshot snapshot(long version, Parameters parameters) {
    return new Snapshot(new Version(0, version), parameters);
  }
}
