package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of the data phase: exact, kept as slabs or in matrices, narrow or wide. */
final class RbmSumsTest {
  private static final int MOST = 300;

  @ParameterizedTest
  @CsvSource({
    "6, 4, 300",
    "6, 4, 5000",
    "6, 4, 200000",
    "70, 3, 300",
    "70, 3, 5000",
    "3, 70, 200000",
    "65, 65, 300"
  })
  void shouldEqualSumsOverOneStateAfterAnother(int visible, int hidden, int most) {
    Random random = new Random(visible);
    Rbm rbm = new Rbm(visible, hidden);
    Parameters parameters = Models.random(rbm, 0.5, 1, random);
    Snapshot snapshot = Models.snapshot(parameters);
    PackedRows rows = PackedRows.random(visible, MOST, random);
    BatchSchedule schedule = new BatchSchedule(MOST, MOST, 1);
    ClampedPhase phase = new ClampedPhase(rbm, rows, schedule);
    RbmSums sums = new RbmSums(rbm, most);
    assertEquals(most <= VectorOps.NARROW_LIMIT, sums.isNarrow());
    NaiveSums naive = new NaiveSums(rbm);
    long[] row = new long[rows.words()];
    for (int count = 1; count <= MOST; count++) {
      rows.fill(0, schedule.row(0, count - 1), row, 0);
      naive.add(parameters, row);
      sums.clear();
      phase.contribute(snapshot, 0, 0, count, sums);
      naive.assertEqual(phase, sums, count + " states");
    }
  }

  @Test
  void shouldAddWhatComesInParts() {
    Cases cases = new Cases(new Rbm(65, 5), MOST);
    for (int most : new int[] {MOST, 5000, 200_000}) {
      RbmSums sums = new RbmSums(cases.rbm, most);
      NaiveSums naive = new NaiveSums(cases.rbm);
      int from = 0;
      for (int to : new int[] {0, 1, 130, 131, 259, MOST}) {
        cases.add(from, to, sums, naive);
        from = to;
      }
      naive.assertEqual(cases.phase, sums, "most " + most);
    }
  }

  /** More slabs than are gathered; what is read in between is what was added until then. */
  @ParameterizedTest
  @ValueSource(ints = {5_000, 200_000})
  void shouldGoOnAfterBeingRead(int most) {
    int states = 1_700;
    Cases cases = new Cases(new Rbm(67, 66), states);
    RbmSums sums = new RbmSums(cases.rbm, most);
    for (int round = 0; round < 2; round++) {
      sums.clear();
      NaiveSums naive = new NaiveSums(cases.rbm);
      int from = 0;
      for (int to : new int[] {100, 1_100, 1_101, states}) {
        cases.add(from, to, sums, naive);
        naive.assertEqual(cases.phase, sums, to + " states");
        from = to;
      }
    }
  }

  @Test
  void shouldBringManySmallSlabsIntoMatrices() {
    int states = 17 * 30;
    Cases cases = new Cases(new Rbm(67, 66), states);
    RbmSums sums = new RbmSums(cases.rbm, states);
    NaiveSums naive = new NaiveSums(cases.rbm);
    for (int from = 0; from < states; from += 30) {
      cases.add(from, from + 30, sums, naive);
    }
    assertEquals(17, sums.slabs().size());
    naive.assertEqual(cases.phase, sums.inMatrices(), "matrices");
    naive.assertEqual(cases.phase, sums, "slabs");
  }

  /** A batch of random rows, and random parameters. */
  private static final class Cases {
    final Rbm rbm;
    final ClampedPhase phase;
    private final Parameters parameters;
    private final PackedRows rows;
    private final BatchSchedule schedule;

    Cases(Rbm rbm, int count) {
      Random random = new Random(count);
      this.rbm = rbm;
      this.parameters = Models.random(rbm, 0.5, 1, random);
      this.rows = PackedRows.random(rbm.visible(), count, random);
      this.schedule = new BatchSchedule(count, count, 1);
      this.phase = new ClampedPhase(rbm, rows, schedule);
    }

    void add(int from, int to, RbmSums sums, NaiveSums naive) {
      phase.contribute(Models.snapshot(parameters), 0, from, to, sums);
      long[] row = new long[rows.words()];
      for (int position = from; position < to; position++) {
        rows.fill(0, schedule.row(0, position), row, 0);
        naive.add(parameters, row);
      }
    }
  }

  @Test
  void shouldBeEmptyUntilSomethingIsAddedAndAgainWhenCleared() {
    Rbm rbm = new Rbm(6, 4);
    ClampedPhase phase =
        new ClampedPhase(rbm, PackedRows.random(6, 3, new Random(1)), new BatchSchedule(3, 3, 1));
    RbmSums sums = (RbmSums) phase.newSums();
    assertTrue(sums.isEmpty());
    phase.contribute(Models.snapshot(Models.random(rbm, 1, 1, new Random(2))), 0, 0, 3, sums);
    assertFalse(sums.isEmpty());
    sums.clear();
    assertTrue(sums.isEmpty());
  }

  @Test
  void shouldBeWideOnlyWhenThePhaseMayOverflowThirtyTwoBits() {
    Rbm rbm = new Rbm(2, 2);
    assertTrue(new RbmSums(rbm, VectorOps.NARROW_LIMIT).isNarrow());
    assertFalse(new RbmSums(rbm, VectorOps.NARROW_LIMIT + 1).isNarrow());
  }
}
