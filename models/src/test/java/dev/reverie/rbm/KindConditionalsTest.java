package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.input.InputException;
import dev.reverie.numeric.Panels;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Means and free energies of machines with real-valued units against sums and quadrature. */
final class KindConditionalsTest {
  /** Of fields of a few units in single precision. */
  private static final double ROUNDING = 1e-5;

  static Stream<Rbm> machines() {
    Layer gaussian = Layer.of(UnitKind.GAUSSIAN, 4);
    Layer rectified = Layer.of(UnitKind.RECTIFIED, 3);
    Layer label = Layer.binary(3).and(Layer.softmax(1, 3));
    return Stream.of(
        rbm(gaussian, Layer.binary(3)),
        rbm(gaussian, Layer.of(UnitKind.SPIN, 3)),
        rbm(gaussian.and(Layer.softmax(1, 4)), Layer.softmax(2, 3)),
        rbm(rectified, Layer.binary(5)),
        rbm(label, rectified),
        rbm(Layer.of(UnitKind.SPIN, 5), gaussian),
        rbm(Layer.softmax(2, 3), rectified));
  }

  private static Rbm rbm(Layer visible, Layer hidden) {
    return new Rbm(visible, hidden, Extras.NONE);
  }

  private static float[] padded(double[] values) {
    float[] padded = new float[Panels.padded(values.length)];
    for (int k = 0; k < values.length; k++) {
      padded[k] = (float) values[k];
    }
    return padded;
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldGiveMeansAndFreeEnergiesOfTheEnergy(Rbm rbm) {
    Random random = new Random(rbm.visible());
    Parameters parameters = Models.random(rbm, 0.6, 0.5, random);
    ExactMachine exact = new ExactMachine(rbm, parameters);
    RealMachine machine = new RealMachine(rbm, parameters);
    for (int n = 0; n < 50; n++) {
      ExactMachine.State state = exact.draw(random);
      float[] v = padded(state.v());
      double[] rounded = new double[rbm.visible()];
      Arrays.setAll(rounded, i -> v[i]);
      float[] fields = new float[machine.hiddenStride()];
      float[] means = new float[machine.hiddenStride()];
      machine.hiddenFields(v, 1, new float[v.length], fields);
      machine.hiddenMeans(fields, 0, means, 0);
      assertMeans(exact.means(false, rounded), means);
      double energy = exact.freeEnergy(rounded);
      assertEquals(energy, machine.freeEnergy(v), ROUNDING * (1 + Math.abs(energy)));
      float[] back = new float[v.length];
      machine.visibleFields(padded(state.h()), 1, back);
      machine.visibleMeans(back, 0, back, 0);
      assertMeans(exact.means(true, state.h()), back);
    }
  }

  private static void assertMeans(double[] expected, float[] actual) {
    for (int k = 0; k < expected.length; k++) {
      assertEquals(expected[k], actual[k], ROUNDING * (1 + Math.abs(expected[k])), "unit " + k);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GAUSSIAN, GAUSSIAN",
    "GAUSSIAN, RECTIFIED",
    "RECTIFIED, GAUSSIAN",
    "RECTIFIED, RECTIFIED"
  })
  void shouldRefuseTwoUnboundedLayersWithTheReason(UnitKind visible, UnitKind hidden) {
    Layer one = Layer.of(visible, 2);
    Layer other = Layer.of(hidden, 2);
    String message = assertThrows(InputException.class, () -> rbm(one, other)).getMessage();
    assertTrue(message.contains("visible-units=" + visible.key()), message);
    assertTrue(message.contains("hidden-units=" + hidden.key()), message);
    assertTrue(message.contains("no normaliser"), message);
  }

  /** The largest parameters there may be: every number stays one, or is refused as too large. */
  @ParameterizedTest
  @MethodSource("machines")
  void shouldStayFiniteOrBeRefusedAtExtremes(Rbm rbm) {
    Random random = new Random(rbm.hidden());
    for (int trial = 0; trial < 20; trial++) {
      Parameters parameters = new Parameters(rbm.layout());
      for (Block block : ExactMachine.learned(rbm)) {
        float limit = rbm.hasVariances() && block.equals(rbm.visibleLogVariance()) ? 12 : 1e4f;
        float[] rows = new float[block.size()];
        for (int k = 0; k < rows.length; k++) {
          rows[k] = random.nextInt(3) == 0 ? 0 : random.nextBoolean() ? limit : -limit;
        }
        parameters.setRows(block, rows);
      }
      rbm.derive(parameters);
      ChainsPhase phase = new ChainsPhase(rbm, 10, 3, 1f, trial);
      Tile tile = phase.start(Models.snapshot(parameters), 0, 10);
      Sums sums = phase.newSums();
      tile.step(Models.snapshot(parameters), 0, 10, null);
      tile.step(Models.snapshot(parameters), 0, 10, sums);
      boolean large = false;
      for (int n = 0; n < 10; n++) {
        float[] values = ExactParticles.read(tile, n, phase.particleBytes());
        float[] visible = padded(new double[rbm.visible()]);
        for (int k = 0; k < values.length; k++) {
          assertTrue(Float.isFinite(values[k]), "unit " + k + "=" + values[k]);
          large |= Math.abs(values[k]) >= RbmSums.LIMIT;
        }
        System.arraycopy(values, 0, visible, 0, rbm.visible());
        assertTrue(Double.isFinite(new RealMachine(rbm, parameters).freeEnergy(visible)));
      }
      if (large && !rbm.visibleLayer().discrete()) {
        assertThrows(DivergedException.class, () -> sums.requireFinite("negative"));
      }
    }
  }

  /** A reader that comes too late finds NaN, and must not make zeros of it. */
  @ParameterizedTest
  @MethodSource("machines")
  void shouldRaiseWhatIsNotANumber(Rbm rbm) {
    for (Block block : ExactMachine.learned(rbm)) {
      Parameters parameters = Models.random(rbm, 1, 1, new Random(3));
      parameters.set(block, 0, 0, Float.NaN);
      rbm.view().derive(parameters);
      ChainsPhase phase = new ChainsPhase(rbm, 40, 1, 1f, 1);
      Tile tile = phase.start(Models.snapshot(parameters), 0, 40);
      for (int step = 0; step < 3; step++) {
        tile.step(Models.snapshot(parameters), 0, 40, null);
      }
      Sums sums = phase.newSums();
      tile.step(Models.snapshot(parameters), 0, 40, sums);
      DivergedException raised =
          assertThrows(DivergedException.class, () -> sums.requireFinite("negative"), block.name());
      assertTrue(raised.getMessage().contains("NaN"), raised::getMessage);
      assertEquals("negative", raised.phase());
      sums.clear();
      sums.requireFinite("negative");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = UnitKind.class,
      names = {"GAUSSIAN", "RECTIFIED"})
  void shouldRaiseDataThatAreNoNumbersOrTooLarge(UnitKind kind) {
    Rbm rbm = rbm(Layer.of(kind, 2), Layer.binary(2));
    Parameters parameters = Models.random(rbm, 1, 1, new Random(1));
    for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 2048f, -3e38f}) {
      ValueRows rows = new ValueRows(new float[] {1, 2}, new float[] {wrong, 0});
      DenseClampedPhase phase = new DenseClampedPhase(rbm, rows, new BatchSchedule(2, 2, 1));
      Sums sums = phase.newSums();
      phase.contribute(Models.snapshot(parameters), 0, 0, 2, sums);
      assertThrows(DivergedException.class, () -> sums.requireFinite("positive"), "" + wrong);
    }
  }

  @Test
  void shouldRefuseVariancesThatNoTrainingReaches() {
    Rbm rbm = rbm(Layer.of(UnitKind.GAUSSIAN, 2), Layer.binary(2));
    Parameters parameters = Models.random(rbm, 1, 1, new Random(1));
    parameters.set(rbm.visibleLogVariance(), 0, 1, 12.5f);
    assertThrows(DivergedException.class, () -> new RealMachine(rbm, parameters));
  }
}
