package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.data.BatchSchedule;
import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RbmGradientTest {
  /** Of a step from current to next parameters of magnitude below 8, in single precision. */
  private static final double STEP_ROUNDING = 0x1p-20;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 200})
  void shouldBeTheDatasMeanOfTheEnumeratedDerivative(int count) {
    Random random = new Random(count);
    Rbm rbm = new Rbm(6, 4);
    Parameters parameters = Models.random(rbm, 1, 1, random);
    PackedRows rows = PackedRows.random(6, count, random);
    ClampedPhase phase = new ClampedPhase(rbm, rows, new BatchSchedule(count, count, 1));
    List<Sums> parts = parts(phase, Models.snapshot(parameters), count, 1);
    double[] step =
        RateOne.step(rbm, parameters, List.of(new PhaseStatistics(phase, parts, count)));
    ExactGibbs exact = new ExactGibbs(new Enumerated(rbm, parameters), 1);
    double rounding = 0x1p-15 + 0x1p-22 + STEP_ROUNDING;
    assertArrayEquals(exact.statistics(rows.distribution()), step, rounding);
  }

  private static List<Sums> parts(ClampedPhase phase, Snapshot snapshot, int count, int shards) {
    List<Sums> parts = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      Sums sums = phase.newSums();
      phase.contribute(snapshot, 0, count * shard / shards, count * (shard + 1) / shards, sums);
      parts.add(sums);
    }
    return parts;
  }

  @ParameterizedTest
  @CsvSource({
    "6, 4, 1, 290",
    "6, 4, 3, 290",
    "70, 130, 1, 290",
    "70, 130, 4, 290",
    "70, 130, 4, 5000"
  })
  @Tag("bits")
  void shouldNotDependOnHowSumsAreKept(int visible, int hidden, int parts, int most) {
    Random random = new Random(visible);
    Rbm rbm = new Rbm(visible, hidden);
    Snapshot snapshot = Models.snapshot(Models.random(rbm, 0.5, 1, random));
    int count = 290;
    PackedRows rows = PackedRows.random(visible, count, random);
    ClampedPhase phase = new ClampedPhase(rbm, rows, new BatchSchedule(count, count, 1));
    List<Sums> narrow = new ArrayList<>();
    List<Sums> wide = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      for (List<Sums> list : List.of(narrow, wide)) {
        Sums sums = new RbmSums(rbm, list == narrow ? most : VectorOps.NARROW_LIMIT + 1);
        phase.contribute(snapshot, 0, count * part / parts, count * (part + 1) / parts, sums);
        list.add(sums);
      }
    }
    assertGradientsEqual(
        rbm,
        List.of(new PhaseStatistics(phase, narrow, count)),
        List.of(new PhaseStatistics(phase, wide, count)));
  }

  private static void assertGradientsEqual(
      Rbm rbm, List<PhaseStatistics> expected, List<PhaseStatistics> actual) {
    RbmGradient a = new RbmGradient();
    RbmGradient b = new RbmGradient();
    MergedPhase missing = MergedPhase.missing(rbm);
    MergedPhase from = MergedPhase.of(rbm, expected.get(0), 1);
    MergedPhase to = MergedPhase.of(rbm, actual.get(0), 1);
    WeightSums one = new WeightSums(rbm, List.of(from, missing));
    WeightSums other = new WeightSums(rbm, List.of(missing, to));
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      for (int row = 0; row < rbm.visible(); row++) {
        a.sumWeights(one, panel, row & ~63);
        a.ofWeights(one, panel, row & ~63, row & 63, 1);
        b.sumWeights(other, panel, row & ~63);
        b.ofWeights(other, panel, row & ~63, row & 63, 1);
        assertArrayEquals(a.values, b.values);
      }
      a.ofHidden(List.of(from, missing), panel);
      b.ofHidden(List.of(missing, to), panel);
      assertArrayEquals(a.values, b.values);
    }
    for (int panel = 0; panel < rbm.visibleWords(); panel++) {
      a.ofVisible(List.of(from, missing), panel);
      b.ofVisible(List.of(missing, to), panel);
      assertArrayEquals(a.values, b.values);
    }
  }

  @Test
  void shouldForgetWhatWasCleared() {
    Random random = new Random(9);
    Rbm rbm = new Rbm(6, 4);
    Snapshot snapshot = Models.snapshot(Models.random(rbm, 1, 1, random));
    PackedRows rows = PackedRows.random(6, 50, random);
    ClampedPhase phase = new ClampedPhase(rbm, rows, new BatchSchedule(50, 50, 1));
    for (int most : new int[] {50, 5000, 200_000}) {
      Sums used = new RbmSums(rbm, most);
      phase.contribute(snapshot, 0, 0, 50, used);
      used.clear();
      List<PhaseStatistics> nothing = List.of(new PhaseStatistics(phase, List.of(used), 0));
      assertGradientsEqual(rbm, List.of(new PhaseStatistics(phase, List.of(), 0)), nothing);
      phase.contribute(snapshot, 0, 20, 30, used);
      Sums fresh = new RbmSums(rbm, most);
      phase.contribute(snapshot, 0, 20, 30, fresh);
      assertGradientsEqual(
          rbm,
          List.of(new PhaseStatistics(phase, List.of(fresh), 10)),
          List.of(new PhaseStatistics(phase, List.of(used), 10)));
    }
  }

  /** Certain units, in as many states as 32 bits hold and one more: the largest sums there are. */
  @ParameterizedTest
  @ValueSource(ints = {VectorOps.NARROW_LIMIT, VectorOps.NARROW_LIMIT + 1})
  void shouldHoldAsManyCertainUnitsAsItPromises(int count) {
    Rbm rbm = new Rbm(3, 2);
    Parameters parameters = new Parameters(rbm.layout());
    parameters.setRows(rbm.hiddenBias(), new float[] {50, 50});
    rbm.derive(parameters);
    long[][] rows = new long[count][];
    Arrays.fill(rows, new long[] {7});
    ClampedPhase phase =
        new ClampedPhase(rbm, new PackedRows(3, rows), new BatchSchedule(count, count, 1));
    Sums sums = new RbmSums(rbm, count);
    phase.contribute(Models.snapshot(parameters), 0, 0, count, sums);
    RbmGradient gradient = new RbmGradient();
    MergedPhase merged = MergedPhase.of(rbm, new PhaseStatistics(phase, List.of(sums), count), 1);
    MergedPhase missing = MergedPhase.missing(rbm);
    WeightSums weights = new WeightSums(rbm, List.of(merged, missing));
    gradient.sumWeights(weights, 0, 0);
    gradient.ofWeights(weights, 0, 0, 0, 3);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        float most = 1 - 0x1p-14f;
        assertEquals(most, gradient.values[Panels.LEAD_IN + i * 64 + j], 0x1p-23f);
      }
    }
  }

  @Test
  void shouldSubtractTheNegativePhase() {
    Random random = new Random(12);
    Rbm rbm = new Rbm(6, 4);
    Parameters parameters = Models.random(rbm, 1, 1, random);
    PackedRows rows = PackedRows.random(6, 40, random);
    ClampedPhase positive = new ClampedPhase(rbm, rows, new BatchSchedule(40, 40, 1));
    ChainsPhase negative = new ChainsPhase(rbm, 40, 1, 1f, 1);
    List<Sums> parts = parts(positive, Models.snapshot(parameters), 40, 2);
    double[] step =
        RateOne.step(
            rbm,
            parameters,
            List.of(
                new PhaseStatistics(positive, parts, 40),
                new PhaseStatistics(negative, parts, 40)));
    assertArrayEquals(new double[step.length], step, "equal phases cancel");
  }
}
