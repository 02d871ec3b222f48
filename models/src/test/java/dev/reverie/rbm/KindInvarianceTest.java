package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Tile;
import dev.reverie.random.ChiSquare;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Particles of machines with real-valued units that start from exact draws are distributed so after
 * any number of steps. Real values are counted in three ranges each, whose probabilities are
 * integrals; a false alarm comes once in 10^7. Planted wrong kernels are caught.
 */
final class KindInvarianceTest {
  private static final int PARTICLES = 15_000;
  private static final int STEPS = 3;

  private record Trial(Layer visible, Layer hidden) {
    @Override
    public String toString() {
      return visible.key() + " x " + hidden.key();
    }
  }

  static Stream<Trial> trials() {
    Layer gaussian = Layer.of(UnitKind.GAUSSIAN, 2);
    Layer rectified = Layer.of(UnitKind.RECTIFIED, 2);
    return Stream.of(
        new Trial(gaussian, Layer.binary(2)),
        new Trial(gaussian, Layer.softmax(1, 3)),
        new Trial(rectified, Layer.of(UnitKind.SPIN, 2)),
        new Trial(Layer.binary(2), rectified),
        new Trial(Layer.of(UnitKind.SPIN, 2), gaussian),
        new Trial(Layer.softmax(1, 3), rectified));
  }

  private static ChiSquare run(Trial trial, float beta, boolean dropsBias) {
    Rbm rbm = new Rbm(trial.visible(), trial.hidden(), Extras.NONE);
    Parameters model = Models.random(rbm, 0.8, 0.5, new Random(trial.toString().hashCode()));
    model.setRows(rbm.visibleBias(), filled(rbm.visible(), 0.6f));
    rbm.derive(model);
    ExactMachine exact = new ExactMachine(rbm, model);
    Parameters kernel = model.copy();
    if (dropsBias) {
      kernel.set(rbm.visibleBias(), 0, 0, 0f);
      rbm.derive(kernel);
    }
    ChainsPhase phase = new ChainsPhase(rbm, PARTICLES, STEPS, beta, 17);
    Tile tile = phase.allocate(0, PARTICLES);
    ExactParticles.start(tile, phase.particleBytes(), exact, new Random(19));
    for (int step = 0; step < STEPS; step++) {
      tile.step(Models.snapshot(kernel), 0, PARTICLES, null);
    }
    ExactRanges ranges = new ExactRanges(exact, 0.3, 1.2);
    long[] counts = new long[ranges.probabilities().length];
    for (int n = 0; n < PARTICLES; n++) {
      counts[ranges.place(ExactParticles.read(exact.rbm, tile, n, phase.particleBytes()))]++;
    }
    return new ChiSquare(counts, ranges.probabilities());
  }

  private static float[] filled(int length, float value) {
    float[] all = new float[length];
    Arrays.fill(all, value);
    return all;
  }

  @ParameterizedTest
  @MethodSource("trials")
  void shouldLeaveTheDistributionWhereItIs(Trial trial) {
    run(trial, 1f, false).requirePass(trial.toString());
  }

  @ParameterizedTest
  @MethodSource("trials")
  void shouldCatchAKernelOfAnotherTemperature(Trial trial) {
    ChiSquare drift = run(trial, 0.85f, false);
    assertFalse(drift.passes(), () -> "not caught: " + drift);
  }

  @ParameterizedTest
  @MethodSource("trials")
  void shouldCatchADroppedBias(Trial trial) {
    ChiSquare drift = run(trial, 1f, true);
    assertFalse(drift.passes(), () -> "not caught: " + drift);
  }
}
