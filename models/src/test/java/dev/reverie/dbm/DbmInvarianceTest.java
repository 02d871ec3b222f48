package dev.reverie.dbm;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.reverie.phase.Tile;
import dev.reverie.random.ChiSquare;
import dev.reverie.rbm.ChainsPhase;
import dev.reverie.rbm.Models;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Particles that start from exact draws of all layers are distributed so after any number of steps:
 * Pearson's test over all states, with a false alarm once in 10^7. Of a kernel that is wrong it
 * sees many times what it needs.
 */
final class DbmInvarianceTest {
  private static final int PARTICLES = 60_000;
  private static final int STEPS = 4;

  static Stream<List<Integer>> machines() {
    return Stream.of(List.of(4, 3, 3), List.of(3, 3, 2, 3), List.of(3, 2, 2, 2, 2));
  }

  private static ChiSquare run(SmallDbm model, SmallDbm kernel, float beta) {
    double[] joint = model.joint();
    ChainsPhase chains = new ChainsPhase(model.dbm.rbm(), PARTICLES, STEPS, beta, 17);
    Tile tile = chains.allocate(0, PARTICLES);
    Draws.start(tile, model, joint, new Random(19));
    for (int step = 0; step < STEPS; step++) {
      tile.step(Models.snapshot(kernel.parameters), 0, PARTICLES, null);
    }
    return new ChiSquare(Draws.count(tile, model), joint);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldLeaveTheDistributionWhereItIs(List<Integer> layers) {
    for (long seed = 1; seed <= 3; seed++) {
      SmallDbm small = SmallDbm.random(layers, 1, 1, seed);
      run(small, small, 1).requirePass("seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldCatchAKernelOfAnotherTemperature(List<Integer> layers) {
    SmallDbm small = SmallDbm.random(layers, 1, 1, 1);
    ChiSquare drift = run(small, small, 0.9f);
    assertFalse(drift.passes(), () -> "not caught: " + drift);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldCatchAKernelWithoutTheWeightsOfALayer(List<Integer> layers) {
    SmallDbm small = SmallDbm.random(layers, 1, 1, 1);
    for (int layer = 0; layer < layers.size() - 1; layer++) {
      ChiSquare drift = run(small, small.withoutWeights(layer), 1);
      assertFalse(drift.passes(), () -> "not caught: " + drift);
    }
  }
}
