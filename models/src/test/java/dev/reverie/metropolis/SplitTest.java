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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the particles do has nothing to do with the tiles that they lie in. */
@Tag("bits")
class SplitTest {
  private static final double[][] ROWS = {{0.1, 1}, {-1, 0.3}, {0.7, -2}, {1, 1}, {3, -1}};

  @ParameterizedTest
  @ValueSource(ints = {4, 7, 23})
  void shouldGiveTheSameBitsInAnyNumberOfTiles(int tiles) {
    for (Transition transition : Transition.values()) {
      SerialLoop whole = trained(learning(5).transition(transition).build(), 1);
      SerialLoop split = trained(learning(5).transition(transition).build(), tiles);
      assertSameBits(whole, split);
      assertArrayEquals(whole.particles(), split.particles());
    }
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void shouldGiveTheSameBitsInAnyParts(Method method) {
    assertSameBits(trained(mixed(method), 1), trained(mixed(method), 4));
    MetropolisBuilder langevin = learning(5).method(method).transition(Transition.LANGEVIN);
    assertSameBits(trained(langevin.build(), 1), trained(langevin.build(), 5));
  }

  private static void assertSameBits(SerialLoop one, SerialLoop other) {
    assertArrayEquals(one.parameters().values(), other.parameters().values());
    assertArrayEquals(one.state().values(), other.state().values());
  }

  /** As computed on JDK 17 and 25. */
  @Test
  void shouldGiveTheSameBitsEverywhere() {
    SerialLoop loop = trained(objective(5), 1);
    assertEquals(621856964, Arrays.hashCode(loop.particles()));
    assertEquals(937956891, Arrays.hashCode(loop.parameters().values()));
  }

  /** As computed on JDK 17 and 25. */
  @ParameterizedTest
  @CsvSource({
    "PCD, 1739548125, -1172250258",
    "CD, 496797645, 410350694",
    "ML, -152630123, -846290237"
  })
  void shouldGiveTheSameBitsEverywhereByAllMeans(Method method, int letters, int langevin) {
    assertEquals(letters, Arrays.hashCode(trained(mixed(method), 1).parameters().values()));
    MetropolisBuilder builder = learning(5).method(method).transition(Transition.LANGEVIN);
    assertEquals(langevin, Arrays.hashCode(trained(builder.build(), 1).parameters().values()));
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
    other.skipLostSteps(1);
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
    return learning(seed).build();
  }

  private static MetropolisBuilder learning(long seed) {
    return MetropolisObjective.of(GaussianLearningTest.GAUSSIAN)
        .parameters(1, 0, 1, 0, 0)
        .data(ROWS)
        .batch(3)
        .momentum(0.5)
        .particles(23, 3)
        .stepSize(1, 10)
        .seed(seed);
  }

  /** A spin, a real number and a letter. */
  private static MetropolisObjective mixed(Method method) {
    return MetropolisObjective.of(Examples.MIXED.energy())
        .data(new double[][] {{1, 0.3, 2}, {-1, 0.1, 4}, {1, 1.5, 1}, {1, -2, 4}})
        .batch(3)
        .momentum(0.5)
        .method(method)
        .particles(23, 3)
        .stepSize(1, 10)
        .build();
  }
}
