package dev.reverie.likelihood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Extras;
import dev.reverie.rbm.Rbm;
import dev.reverie.rbm.RealMachine;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** log Z of machines with real-valued units or groups. */
final class RealLikelihoodTest {
  private static final int POINTS = 401;

  private record Subject(Rbm rbm, Parameters parameters) {
    static Subject random(Layer visible, Layer hidden, double scale, Random random) {
      Rbm rbm = new Rbm(visible, hidden, Extras.NONE);
      Parameters parameters = new Parameters(rbm.layout());
      fill(parameters, rbm.weights(), scale, random);
      fill(parameters, rbm.visibleBias(), 0.4, random);
      fill(parameters, rbm.hiddenBias(), 0.4, random);
      if (rbm.hasVariances()) {
        fill(parameters, rbm.visibleLogVariance(), 0.4, random);
      }
      rbm.derive(parameters);
      return new Subject(rbm, parameters);
    }

    private static void fill(Parameters parameters, Block block, double scale, Random random) {
      float[] rows = new float[block.size()];
      for (int k = 0; k < rows.length; k++) {
        rows[k] = (float) (scale * random.nextGaussian());
      }
      parameters.setRows(block, rows);
    }

    RealMachine machine() {
      return new RealMachine(rbm, parameters);
    }

    RealBase base(double mean, double variance) {
      double[] means = new double[rbm.visible()];
      double[] variances = new double[rbm.visible()];
      Arrays.fill(means, mean);
      Arrays.fill(variances, variance);
      return RealBase.of(rbm.visibleLayer(), means, variances, 100);
    }

    @Override
    public String toString() {
      return rbm.visibleLayer().key() + " x " + rbm.hiddenLayer().key();
    }
  }

  static Stream<Subject> subjects() {
    Random random = new Random(4);
    Layer gaussian = Layer.of(UnitKind.GAUSSIAN, 2);
    Layer rectified = Layer.of(UnitKind.RECTIFIED, 2);
    return Stream.of(
        Subject.random(gaussian, Layer.binary(11), 0.5, random),
        Subject.random(gaussian, Layer.of(UnitKind.SPIN, 4), 0.5, random),
        Subject.random(gaussian.and(Layer.softmax(1, 3)), Layer.softmax(2, 3), 0.7, random),
        Subject.random(rectified, Layer.binary(4), 0.4, random),
        Subject.random(Layer.binary(5), Layer.of(UnitKind.GAUSSIAN, 3), 0.5, random),
        Subject.random(Layer.of(UnitKind.SPIN, 4), rectified, 0.5, random),
        Subject.random(Layer.softmax(2, 3), Layer.of(UnitKind.RECTIFIED, 70), 0.1, random),
        Subject.random(Layer.softmax(2, 3), Layer.binary(3), 0.7, random),
        Subject.random(Layer.binary(4), Layer.softmax(2, 3), 0.7, random),
        Subject.random(Layer.softmax(3, 3), Layer.softmax(1, 4), 0.7, random));
  }

  /** The sum or integral of exp(-F(v)) over visible states; real values by Simpson's rule. */
  private static double byVisible(Subject subject) {
    double[] logs = {0};
    float[][] states = {new float[subject.machine().visibleStride()]};
    for (Layer.Part part : subject.rbm().visibleLayer().parts()) {
      for (int first = part.first(); first < part.end(); first += part.states()) {
        int choices = part.states() > 1 ? part.states() : part.kind().discrete() ? 2 : POINTS;
        float[][] longer = new float[states.length * choices][];
        double[] weights = new double[longer.length];
        for (int n = 0; n < longer.length; n++) {
          longer[n] = states[n / choices].clone();
          weights[n] = logs[n / choices] + set(part, first, n % choices, longer[n]);
        }
        states = longer;
        logs = weights;
      }
    }
    for (int n = 0; n < states.length; n++) {
      logs[n] -= subject.machine().freeEnergy(states[n]);
    }
    return LogSum.of(logs);
  }

  /** Writes one choice of a unit or group; returns the log of its weight. */
  private static double set(Layer.Part part, int first, int choice, float[] state) {
    if (part.states() > 1) {
      state[first + choice] = 1;
      return 0;
    }
    if (part.kind().discrete()) {
      state[first] = part.kind().scale() * choice + part.kind().shift();
      return 0;
    }
    double from = part.kind() == UnitKind.RECTIFIED ? 0 : -12;
    double width = (12 - from) / (POINTS - 1);
    state[first] = (float) (from + choice * width);
    boolean end = choice == 0 || choice == POINTS - 1;
    return Math.log(width / 3 * (end ? 1 : choice % 2 == 1 ? 4 : 2));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void shouldBeTheIntegralOverVisibleStates(Subject subject) {
    assertTrue(RealExactPartition.feasible(subject.rbm()));
    double exact = RealExactPartition.of(subject.machine(), subject.parameters());
    assertEquals(byVisible(subject), exact, 1e-5 * (1 + Math.abs(exact)));
  }

  @ParameterizedTest
  @CsvSource({
    "GAUSSIAN, 784, 22, true",
    "GAUSSIAN, 784, 23, false",
    "RECTIFIED, 784, 18, true",
    "RECTIFIED, 784, 19, false",
    "BINARY, 10, 4, true"
  })
  void shouldTellWhatItCanSum(UnitKind visible, int units, int hidden, boolean feasible) {
    Layer other = visible.discrete() ? Layer.of(UnitKind.RECTIFIED, hidden) : Layer.binary(hidden);
    Rbm rbm = new Rbm(Layer.of(visible, units), other, Extras.NONE);
    assertEquals(feasible, RealExactPartition.feasible(rbm));
  }

  /** From both sides, each within five standard errors, which are small; a wrong base is caught. */
  @ParameterizedTest
  @MethodSource("subjects")
  void shouldEncloseTheExactValueByAnnealing(Subject subject) {
    double exact = RealExactPartition.of(subject.machine(), subject.parameters());
    RealLikelihood likelihood = new RealLikelihood(subject.rbm(), subject.parameters());
    AnnealingSettings settings = new AnnealingSettings(Ladder.even(100), 250, 5, 2);
    RealBase base = subject.base(0.4, 1.3);
    LogPartitionEstimate forward = likelihood.forward(base, settings, share -> {});
    float[][] noise = new float[250][subject.rbm().visible()];
    RealStart start = RealStart.particles(noise, 60);
    LogPartitionEstimate reverse = likelihood.reverse(base, settings, start, share -> {});
    for (LogPartitionEstimate estimate : new LogPartitionEstimate[] {forward, reverse}) {
      assertEquals(exact, estimate.logPartition(), 5 * estimate.standardError(), "" + estimate);
      assertTrue(estimate.standardError() < 0.035, "" + estimate);
      double wrong = estimate.logPartition() + Math.log(1.2);
      assertFalse(Math.abs(exact - wrong) < 5 * estimate.standardError(), "too little power");
    }
  }

  @Test
  void shouldNotDependOnThreads() {
    Subject subject = subjects().findFirst().orElseThrow();
    RealLikelihood likelihood = new RealLikelihood(subject.rbm(), subject.parameters());
    RealBase base = subject.base(0, 1);
    AnnealingSettings one = new AnnealingSettings(Ladder.even(5), 7, 5, 1);
    assertEquals(
        likelihood.forward(base, one, share -> {}),
        likelihood.forward(base, one.withParallelism(3), share -> {}));
  }
}
