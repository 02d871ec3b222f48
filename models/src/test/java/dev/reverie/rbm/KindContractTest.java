package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.input.InputException;
import dev.reverie.optimise.Centring;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is true of machines of every kind of units: means, free energies and their slopes are those
 * of the energy, by enumeration and quadrature; nothing depends on which value of a unit is called
 * which; a short batch counts its own cases; and extremes stay numbers or are refused.
 */
final class KindContractTest {
  /** Of fields of a few units in single precision. */
  private static final double ROUNDING = 1e-5;

  /** Of probabilities in statistics. */
  private static final double PROBABILITY = 0x1p-14;

  private static final Centring CENTRED = new Centring(Centring.Means.AVERAGE, 0.1);

  static Stream<Rbm> machines() {
    Layer binary = Layer.binary(5);
    Layer spin = Layer.of(UnitKind.SPIN, 4);
    Layer softmax = Layer.softmax(2, 3);
    Layer label = Layer.binary(3).and(Layer.softmax(1, 3));
    return Stream.concat(
        realMachines(),
        Stream.of(
            rbm(binary, Layer.binary(3)),
            rbm(spin, Layer.of(UnitKind.SPIN, 3)),
            rbm(spin, Layer.binary(3)),
            rbm(binary, Layer.of(UnitKind.SPIN, 3)),
            rbm(softmax, Layer.binary(3)),
            rbm(binary, softmax),
            rbm(softmax, Layer.binary(2).and(Layer.softmax(1, 4))),
            rbm(label, Layer.binary(3)),
            rbm(label, Layer.of(UnitKind.SPIN, 3))));
  }

  static Stream<Rbm> realMachines() {
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

  private static Parameters parameters(Rbm rbm) {
    return Models.random(rbm, 0.6, 0.5, new Random(rbm.visible() + rbm.hidden()));
  }

  /** A draw, in floats. */
  private static ExactMachine.State draw(ExactMachine exact, Random random) {
    ExactMachine.State drawn = exact.draw(random);
    return new ExactMachine.State(rounded(drawn.v()), rounded(drawn.h()));
  }

  private static double[] rounded(double... values) {
    return Arrays.stream(values).map(value -> (float) value).toArray();
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldGiveMeansAndFreeEnergiesOfTheEnergy(Rbm rbm) {
    Random random = new Random(rbm.visible());
    Parameters parameters = parameters(rbm);
    ExactMachine exact = new ExactMachine(rbm, parameters);
    Conditionals machine = Conditionals.of(rbm, parameters);
    for (int n = 0; n < 50; n++) {
      ExactMachine.State state = draw(exact, random);
      assertNear(rbm, exact.means(false, state.v()), machine.hiddenMeans(state.v()));
      assertNear(rbm, exact.means(true, state.h()), machine.visibleMeans(state.h()));
      double energy = exact.freeEnergy(state.v());
      assertEquals(energy, machine.freeEnergy(state.v()), ROUNDING * (1 + Math.abs(energy)));
    }
  }

  /**
   * Of a statistic of bits a spin's value has twice the rounding, and a product of two the square.
   */
  private static void assertNear(Rbm rbm, double[] expected, double[] actual) {
    double bits =
        rbm.discrete() ? PROBABILITY * rbm.visibleLayer().scale() * rbm.hiddenLayer().scale() : 0;
    for (int k = 0; k < expected.length; k++) {
      double rounding = bits + ROUNDING * (1 + Math.abs(expected[k]));
      assertEquals(expected[k], actual[k], rounding, "number " + k);
    }
  }

  /** The gradient by weights, both biases and variances, of one state less another one. */
  @ParameterizedTest
  @MethodSource("machines")
  void shouldLearnAlongTheSlopeOfTheFreeEnergy(Rbm rbm) {
    Random random = new Random(rbm.hidden());
    Parameters parameters = parameters(rbm);
    ExactMachine exact = new ExactMachine(rbm, parameters);
    for (int n = 0; n < 10; n++) {
      double[] data = draw(exact, random).v();
      double[] model = draw(exact, random).v();
      double[] step = learned(rbm, parameters, Clamped.of(rbm, parameters, null, data), model);
      assertSlope(exact.freeEnergySlope(data), exact.freeEnergySlope(model), rbm, step);
    }
  }

  private static double[] learned(
      Rbm rbm, Parameters parameters, PhaseStatistics data, double... model) {
    Phase negative = new ChainsPhase(rbm, 1, 1, 1f, 1);
    return RateOne.step(
        rbm, parameters, List.of(data, Clamped.of(rbm, parameters, negative, model)));
  }

  /** A probability's rounding comes with what it is multiplied by. */
  private static void assertSlope(double[] data, double[] model, Rbm rbm, double... step) {
    double largest = Math.max(Models.norm(data), Models.norm(model));
    double scales = rbm.visibleLayer().scale() * rbm.hiddenLayer().scale();
    assertArrayEquals(Models.difference(data, model), step, PROBABILITY * scales * largest);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldNotDependOnWhatValuesAreCalled(Rbm rbm) {
    Random random = new Random(rbm.visible());
    Parameters parameters = parameters(rbm);
    ExactMachine exact = new ExactMachine(rbm, parameters);
    Conditionals machine = Conditionals.of(rbm, parameters);
    for (Symmetry symmetry : Symmetry.of(rbm)) {
      Conditionals renamed = Conditionals.of(rbm, symmetry.of(rbm, parameters));
      double constant = Double.NaN;
      for (int n = 0; n < 5; n++) {
        ExactMachine.State state = draw(exact, random);
        double[] v = symmetry.values(true, state.v());
        double[] h = symmetry.values(false, state.h());
        double[] hidden = symmetry.values(false, machine.hiddenMeans(state.v()));
        assertNear(rbm, hidden, renamed.hiddenMeans(v));
        double[] visible = symmetry.values(true, machine.visibleMeans(state.h()));
        assertNear(rbm, visible, renamed.visibleMeans(h));
        double rise = renamed.freeEnergy(v) - machine.freeEnergy(state.v());
        constant = n == 0 ? rise : constant;
        assertEquals(constant, rise, 5 * ROUNDING, symmetry::toString);
      }
    }
  }

  /** With centred gradients, one of two phases taken off the other. */
  @ParameterizedTest
  @MethodSource("machines")
  void shouldLearnTheSameWhateverValuesAreCalled(Rbm plain) {
    RbmLearning learning = RateOne.learning().with(CENTRED);
    Rbm rbm = new Rbm(plain.visibleLayer(), plain.hiddenLayer(), learning.extras());
    Random random = new Random(rbm.visible());
    Parameters parameters = parameters(rbm);
    for (Block block : List.of(rbm.visibleOffset(), rbm.hiddenOffset())) {
      for (int k = 0; k < block.columns(); k++) {
        parameters.set(block, 0, k, Math.round(8 * random.nextGaussian()) / 8f);
      }
    }
    ExactMachine exact = new ExactMachine(rbm, parameters);
    double[] data = draw(exact, random).v();
    double[] model = draw(exact, random).v();
    Parameters next = next(rbm, learning, parameters, data, model);
    for (Symmetry symmetry : Symmetry.of(rbm)) {
      if (symmetry.states() == 1) {
        Parameters renamed = symmetry.of(rbm, parameters);
        double[] otherData = symmetry.values(true, data);
        double[] otherModel = symmetry.values(true, model);
        Parameters other = next(rbm, learning, renamed, otherData, otherModel);
        double[] expected = ExactMachine.learned(rbm, symmetry.of(rbm, next));
        assertArrayEquals(expected, ExactMachine.learned(rbm, other), 1e-3, symmetry::toString);
      }
    }
  }

  private static Parameters next(
      Rbm rbm, RbmLearning learning, Parameters parameters, double[] data, double[] model) {
    Phase negative = new ChainsPhase(rbm, 1, 1, 1f, 1);
    return RateOne.next(
        rbm,
        learning,
        parameters,
        List.of(
            Clamped.of(rbm, parameters, null, data), Clamped.of(rbm, parameters, negative, model)));
  }

  /** Seven rows in batches of five: the second batch is the mean of its two. */
  @ParameterizedTest
  @MethodSource("machines")
  void shouldCountTheCasesOfAShortLastBatch(Rbm rbm) {
    Random random = new Random(rbm.visible());
    Parameters parameters = parameters(rbm);
    ExactMachine exact = new ExactMachine(rbm, parameters);
    double[][] rows = new double[7][];
    Arrays.setAll(rows, n -> draw(exact, random).v());
    BatchSchedule schedule = new BatchSchedule(7, 5, 1);
    Schedule rate = new Schedule(1, Schedule.Decay.NONE, 1);
    RbmLearning learning = new RbmLearning(Method.CD, 1, 1, rate, 0, 0, 0, 1);
    RbmObjective objective = new RbmObjective(rbm, ValueRows.of(rbm, rows), schedule, learning);
    BatchPhase positive = (BatchPhase) objective.phases().get(0);
    assertEquals(2, positive.items(1));
    assertEquals(2, ((BatchPhase) objective.phases().get(1)).items(1));
    PhaseStatistics data =
        new PhaseStatistics(positive, List.of(Clamped.sums(positive, parameters, 1)), 2);
    double[] one = exact.freeEnergySlope(rows[schedule.row(1, 0)]);
    double[] other = exact.freeEnergySlope(rows[schedule.row(1, 1)]);
    Arrays.setAll(one, k -> (one[k] + other[k]) / 2);
    double[] model = draw(exact, random).v();
    double[] step = learned(rbm, parameters, data, model);
    assertSlope(one, exact.freeEnergySlope(model), rbm, step);
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
        float[] values = ExactParticles.read(rbm, tile, n, phase.particleBytes());
        double[] visible = new double[rbm.visible()];
        for (int k = 0; k < values.length; k++) {
          assertTrue(Float.isFinite(values[k]), "unit " + k + "=" + values[k]);
          large |= Math.abs(values[k]) >= RbmSums.LIMIT;
        }
        Arrays.setAll(visible, k -> values[k]);
        assertTrue(Double.isFinite(Conditionals.of(rbm, parameters).freeEnergy(visible)));
      }
      if (large && !rbm.visibleLayer().discrete()) {
        assertThrows(DivergedException.class, () -> sums.requireFinite("negative"));
      }
    }
  }

  /** A reader that comes too late finds NaN, and must not make zeros of it. */
  @ParameterizedTest
  @MethodSource("realMachines")
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
