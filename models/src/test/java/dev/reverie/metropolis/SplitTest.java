package dev.reverie.metropolis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.reverie.energy.ExactSums;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Tile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the particles do has nothing to do with the tiles that they lie in. */
@Tag("bits")
class SplitTest {
  private static final double[][] ROWS = {{0.1, 1}, {-1, 0.3}, {0.7, -2}, {1, 1}, {3, -1}};

  @ParameterizedTest
  @ValueSource(ints = {4, 7, 23})
  void shouldGiveTheSameBitsInAnyNumberOfTiles(int tiles) {
    SerialLoop whole = trained(objective(5), 1);
    SerialLoop split = trained(objective(5), tiles);
    assertArrayEquals(whole.parameters().values(), split.parameters().values());
    assertArrayEquals(whole.state().values(), split.state().values());
    assertArrayEquals(whole.particles(), split.particles());
  }

  /** As computed on JDK 17 and 25. */
  @Test
  void shouldGiveTheSameBitsEverywhere() {
    SerialLoop loop = trained(objective(5), 1);
    assertEquals(-607781240, Arrays.hashCode(loop.particles()));
    assertEquals(-67378065, Arrays.hashCode(loop.parameters().values()));
  }

  @Test
  void shouldGiveOtherBitsForAnotherSeed() {
    byte[] one = trained(objective(5), 1).particles();
    assertFalse(Arrays.equals(one, trained(objective(6), 1).particles()));
  }

  @Test
  void shouldGoOnFromWhatWasWritten() {
    PersistentPhase phase = phase();
    Tile tile = phase.start(snapshot(), 3, 5);
    steps(tile, 4);
    ByteBuffer bytes = ByteBuffer.allocate(5 * phase.particleBytes());
    Tile read = phase.allocate(3, 5);
    for (int place = 0; place < 5; place++) {
      tile.write(place, bytes);
    }
    assertEquals(0, bytes.remaining());
    bytes.flip();
    for (int place = 0; place < 5; place++) {
      read.read(place, bytes);
    }
    assertArrayEquals(steps(tile, 6), steps(read, 6));
  }

  @Test
  void shouldGoOnFromACopyUntilLostStepsAreSkipped() {
    PersistentPhase phase = phase();
    Tile tile = phase.start(snapshot(), 3, 5);
    steps(tile, 4);
    Tile same = phase.allocate(3, 5);
    Tile other = phase.allocate(3, 5);
    same.copyFrom(tile);
    other.copyFrom(tile);
    other.skipLostSteps();
    double[] sums = steps(tile, 6);
    assertArrayEquals(sums, steps(same, 6));
    assertFalse(Arrays.equals(sums, steps(other, 6)));
  }

  @Test
  void shouldStepAPartOfATileAtATime() {
    PersistentPhase phase = phase();
    Tile tile = phase.start(snapshot(), 0, 8);
    Tile parts = phase.start(snapshot(), 0, 8);
    ExactSums sums = (ExactSums) phase.newSums();
    tile.step(snapshot(), 0, 8, null);
    parts.step(snapshot(), 5, 8, sums);
    parts.step(snapshot(), 0, 5, sums);
    for (int place = 0; place < 8; place++) {
      assertEquals(tile.observe(place), parts.observe(place));
    }
  }

  private static double[] steps(Tile tile, int steps) {
    ExactSums sums = (ExactSums) phase().newSums();
    for (int step = 0; step < steps; step++) {
      tile.step(snapshot(), 0, tile.count(), sums);
    }
    return new double[] {sums.mean(0, 1), sums.mean(1, 1), sums.mean(2, 1), tile.observe(0)};
  }

  private static Snapshot snapshot() {
    Parameters parameters = new Parameters(objective(5).layout());
    objective(5).initialise(parameters);
    return new Snapshot(new Version(0, 0), parameters);
  }

  private static PersistentPhase phase() {
    return (PersistentPhase) objective(5).phases().get(1);
  }

  private static SerialLoop trained(MetropolisObjective objective, int parts) {
    SerialLoop loop = new SerialLoop(objective, parts);
    for (int update = 0; update < 20; update++) {
      loop.update();
    }
    return loop;
  }

  private static MetropolisObjective objective(long seed) {
    return MetropolisObjective.of(GaussianLearningTest.GAUSSIAN)
        .parameters(1, 0, 1, 0, 0)
        .data(ROWS)
        .batch(3)
        .momentum(0.5)
        .particles(23, 3)
        .stepSize(1, 10)
        .seed(seed)
        .build();
  }
}
