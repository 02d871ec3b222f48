package dev.reverie.likelihood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnnealingThreadsTest {
  /** More than one slab of runs, and layers of more than one word. */
  private static final int RUNS = AnnealedRuns.LIMIT + 41;

  private static final SmallModel MODEL = SmallModel.random(70, 66, 0.2, new Random(8));
  private static final BaseRate BASE = BaseRate.ofMeans(new Random(9).doubles(70).toArray(), 100);
  private static final ReverseStart START =
      ReverseStart.particles(SmallModel.state(2 * 64 * 5, new Random(10)), 2, 3);

  private static AnnealedImportanceSampling sampling(int threads) {
    AnnealingSettings settings = new AnnealingSettings(Ladder.piecewise(7), RUNS, 11, threads);
    return new AnnealedImportanceSampling(MODEL.rbm, MODEL.parameters, BASE, settings);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 16, 1000})
  void shouldGiveTheSameWeightsForAnyNumberOfThreads(int threads) {
    assertArrayEquals(
        sampling(1).forwardLogWeights(share -> {}),
        sampling(threads).forwardLogWeights(share -> {}));
    assertArrayEquals(
        sampling(1).reverseLogWeights(START, share -> {}),
        sampling(threads).reverseLogWeights(START, share -> {}));
  }

  @Test
  void shouldGiveEachRunRandomNumbersOfItsOwn() {
    double[] forward = sampling(1).forwardLogWeights(share -> {});
    double[] reverse = sampling(1).reverseLogWeights(START, share -> {});
    Set<Double> different = new HashSet<>();
    DoubleStream.concat(Arrays.stream(forward), Arrays.stream(reverse)).forEach(different::add);
    assertEquals(2 * RUNS, different.size());
  }

  @Test
  void shouldGiveOtherWeightsForAnotherSeed() {
    AnnealingSettings other = new AnnealingSettings(Ladder.piecewise(7), RUNS, 12, 1);
    double[] weights =
        new AnnealedImportanceSampling(MODEL.rbm, MODEL.parameters, BASE, other)
            .forwardLogWeights(share -> {});
    assertFalse(Arrays.equals(sampling(1).forwardLogWeights(share -> {}), weights));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void shouldTellGrowingSharesUpToOne(int threads) {
    List<Double> shares = Collections.synchronizedList(new ArrayList<>());
    sampling(threads).reverse(START, shares::add);
    List<Double> sorted = new ArrayList<>(new HashSet<>(shares));
    Collections.sort(sorted);
    assertEquals(sorted, shares);
    assertTrue(shares.size() > 10);
    assertEquals(1.0, shares.get(shares.size() - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void shouldEndWhenInterrupted(int threads) {
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> sampling(threads).forward(share -> {}));
    assertTrue(Thread.interrupted());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void shouldPassOnWhatTheListenerThrows(int threads) {
    IllegalStateException thrown = new IllegalStateException("enough");
    IllegalStateException caught =
        assertThrows(
            IllegalStateException.class,
            () ->
                sampling(threads)
                    .forward(
                        share -> {
                          throw thrown;
                        }));
    assertEquals("enough", caught.getMessage());
  }
}
