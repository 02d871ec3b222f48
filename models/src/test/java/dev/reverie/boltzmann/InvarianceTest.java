package dev.reverie.boltzmann;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Tile;
import dev.reverie.random.ChiSquare;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Particles that start from exact draws of p(s)^beta are distributed so after any number of steps:
 * Pearson's test over all states, with a false alarm once in 10^7. Wrong kernels are caught.
 */
final class InvarianceTest {
  private static final int PARTICLES = 30_000;
  private static final int STEPS = 4;

  static java.util.stream.Stream<Small> machines() {
    return Small.stream();
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldLeaveTheDistributionWhereItIs(Small small) {
    for (float beta : new float[] {1, 0.5f}) {
      run(small, small.parameters(), beta, beta).requirePass(small + " at " + beta);
    }
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldCatchAKernelOfAnotherTemperature(Small small) {
    ChiSquare drift = run(small, small.parameters(), 1, 0.9f);
    assertFalse(drift.passes(), () -> "not caught: " + drift);
  }

  /** That of the unit with the largest one. */
  @ParameterizedTest
  @MethodSource("machines")
  void shouldCatchADroppedBias(Small small) {
    Parameters dropped = small.parameters().copy();
    float[] biases = dropped.rows(small.machine().biases());
    int largest = 0;
    for (int unit = 1; unit < biases.length; unit++) {
      largest = Math.abs(biases[unit]) > Math.abs(biases[largest]) ? unit : largest;
    }
    dropped.set(small.machine().biases(), 0, largest, 0f);
    ChiSquare drift = run(small, dropped, 1, 1);
    assertFalse(drift.passes(), () -> "not caught: " + drift);
  }

  /** A coupling that only one of its units feels, as when a row of neighbours lacks one. */
  @ParameterizedTest
  @MethodSource("machines")
  void shouldCatchACouplingThatOneUnitDoesNotFeel(Small small) {
    Parameters lost = small.parameters().copy();
    float[] couplings = lost.rows(small.machine().couplings());
    int largest = 0;
    for (int edge = 1; edge < couplings.length; edge++) {
      largest = Math.abs(couplings[edge]) > Math.abs(couplings[largest]) ? edge : largest;
    }
    int position = small.machine().wiring().firstPosition(largest);
    lost.set(small.machine().neighbourCouplings(), 0, position, 0f);
    ChiSquare drift = run(small, lost, 1, 1);
    assertFalse(drift.passes(), () -> "not caught: " + drift);
  }

  private static ChiSquare run(Small small, Parameters kernel, float beta, float kernelBeta) {
    BoltzmannMachine machine = small.machine();
    AllStates all = new AllStates(machine, small.parameters(), beta);
    ChainsPhase phase = new ChainsPhase(machine, PARTICLES, STEPS, kernelBeta, 17);
    Tile tile = phase.allocate(0, PARTICLES);
    ByteBuffer bytes = ByteBuffer.allocate(phase.particleBytes());
    int[] starts = all.draw(PARTICLES, new Random(19));
    for (int place = 0; place < PARTICLES; place++) {
      bytes.clear().putLong(0);
      for (long word : all.packed(starts[place])) {
        bytes.putLong(word);
      }
      tile.read(place, bytes.flip());
    }
    for (int step = 0; step < STEPS; step++) {
      tile.step(new Snapshot(new Version(0, 0), kernel), 0, PARTICLES, null);
    }
    long[] counts = new long[all.states.length];
    for (int place = 0; place < PARTICLES; place++) {
      tile.write(place, bytes.clear());
      counts[all.indexOf(all.unpacked(bytes.getLong(Long.BYTES)))]++;
    }
    return new ChiSquare(counts, all.probabilities);
  }
}
