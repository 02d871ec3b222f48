package dev.reverie.hopfield;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.ising.GibbsKernel;
import dev.reverie.ising.SpinStates;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
  private static final Schedule RATE = new Schedule(0.1, Schedule.Decay.LINEAR, 40);

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 200})
  void shouldSumOuterProductsAsLoopsDo(int count) {
    int units = 70;
    Patterns patterns = Training.patterns(count, units, 1);
    StateSums one = new StateSums(2);
    StateSums other = new StateSums(2);
    IntStream.range(0, count).forEach(n -> patterns.addTo(n % 3 == 0 ? one : other, n));
    OuterProducts products = new OuterProducts(units, List.of(other, one));
    for (int i = 0; i < units; i++) {
      int sum = 0;
      for (int n = 0; n < count; n++) {
        sum += patterns.spins(n)[i];
      }
      assertEquals(sum, products.sum(i));
      for (int j = 0; j < units; j++) {
        int product = 0;
        for (int n = 0; n < count; n++) {
          product += patterns.spins(n)[i] * patterns.spins(n)[j];
        }
        assertEquals(product, products.product(i, j));
      }
    }
  }

  /** In however many batches, and however these are split. */
  @Test
  void shouldStoreByHebbsRuleInOnePass() {
    int units = 90;
    Patterns patterns = Training.patterns(37, units, 2);
    Hopfield hopfield = new Hopfield(units);
    float[] expected = new float[units * units];
    for (int i = 0; i < units; i++) {
      for (int j = 0; j < units; j++) {
        int sum = 0;
        for (int n = 0; n < 37 && i != j; n++) {
          sum += patterns.spins(n)[i] * patterns.spins(n)[j];
        }
        expected[i * units + j] = (float) ((double) sum / units);
      }
    }
    for (int batch : new int[] {1, 10, 37}) {
      BatchSchedule batches = new BatchSchedule(37, batch, 6);
      HopfieldObjective objective = HopfieldObjective.hebbian(hopfield, patterns, batches);
      Training training = new Training(objective, 3);
      training.run(objective.updatesPerPass());
      assertArrayEquals(expected, training.parameters().rows(hopfield.couplings()));
      assertArrayEquals(new float[units], training.parameters().rows(hopfield.biases()));
    }
  }

  private static HopfieldLearning learning(double temperature, boolean biases, double momentum) {
    return new HopfieldLearning(3, temperature, temperature == 0, biases, RATE, momentum, 0.01, 8);
  }

  private static Training train(HopfieldLearning learning, int parts, int updates) {
    Patterns patterns = Training.patterns(50, 70, 2);
    BatchSchedule batches = new BatchSchedule(50, 20, 6);
    Training training =
        new Training(
            HopfieldObjective.gradient(new Hopfield(70), patterns, batches, learning), parts);
    training.run(updates);
    return training;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void shouldLearnTheSameBitsHoweverBatchesAreSplit(double temperature) {
    Training one = train(learning(temperature, true, 0.5), 1, 20);
    Training four = train(learning(temperature, true, 0.5), 4, 20);
    assertArrayEquals(one.parameters().values(), four.parameters().values());
    assertArrayEquals(one.state().values(), four.state().values());
    Hopfield hopfield = new Hopfield(70);
    Network.of(hopfield, one.parameters());
    assertFalse(
        Arrays.equals(new float[70], one.parameters().rows(hopfield.biases())), "no bias moved");
  }

  /** The first updates, state by state and sum by sum. */
  @Test
  void shouldStepAlongTheDifferenceOfMeans() {
    int units = 70;
    HopfieldLearning learning = learning(1, true, 0.5);
    Patterns patterns = Training.patterns(50, units, 2);
    BatchSchedule batches = new BatchSchedule(50, 20, 6);
    Hopfield hopfield = new Hopfield(units);
    Training training =
        new Training(HopfieldObjective.gradient(hopfield, patterns, batches, learning), 2);
    double[][] velocity = new double[units + 1][units];
    double[][] expected = new double[units + 1][units];
    for (int update = 0; update < 5; update++) {
      double[][] gradient = gradient(hopfield, training, patterns, batches, learning, update);
      for (int i = 0; i <= units; i++) {
        for (int j = 0; j < units; j++) {
          double decay = i < units ? 0.01 * expected[i][j] : 0;
          velocity[i][j] = 0.5 * velocity[i][j] + RATE.at(update) * (gradient[i][j] - decay);
          expected[i][j] += velocity[i][j];
        }
      }
      training.update();
      for (int i = 0; i < units; i++) {
        assertEquals(expected[units][i], training.parameters().at(hopfield.biases(), 0, i), 1e-6);
        for (int j = 0; j < units; j++) {
          assertEquals(expected[i][j], training.parameters().at(hopfield.couplings(), i, j), 1e-6);
        }
      }
    }
  }

  private static double[][] gradient(
      Hopfield hopfield,
      Training training,
      Patterns patterns,
      BatchSchedule batches,
      HopfieldLearning learning,
      int update) {
    int units = hopfield.units();
    GibbsKernel kernel =
        GibbsKernel.unitByUnit(units, new RandomStream(learning.seed(), Purpose.FRESH_VISIBLE));
    DenseSpins spins = new DenseSpins(Network.of(hopfield, training.parameters()));
    double[][] gradient = new double[units + 1][units];
    int size = batches.size(update);
    for (int item = 0; item < size; item++) {
      byte[] start = patterns.spins(batches.row(update, item));
      byte[] end = new byte[units];
      spins.set(start);
      for (int step = 0; step < 3; step++) {
        kernel.sweep(spins, 1, item, update * 3L + step, kernel.newWork());
      }
      spins.copyTo(end);
      for (int i = 0; i < units; i++) {
        gradient[units][i] += (start[i] - end[i]) / (double) size;
        for (int j = 0; j < units; j++) {
          gradient[i][j] += (start[i] * start[j] - end[i] * end[j]) / (double) size;
        }
      }
    }
    return gradient;
  }

  @Test
  void shouldStopAtFixedPointsWithoutTemperature() {
    Patterns patterns = Training.patterns(10, 200, 2);
    HopfieldLearning learning =
        new HopfieldLearning(2, 0, true, false, new Schedule(0.2, Schedule.Decay.NONE, 1), 0, 0, 1);
    Hopfield hopfield = new Hopfield(200);
    Training training =
        new Training(
            HopfieldObjective.gradient(hopfield, patterns, new BatchSchedule(10, 10, 1), learning),
            1);
    Parameters before = training.parameters().copy();
    training.run(3);
    assertArrayEquals(before.values(), training.parameters().values());
  }

  @Test
  void shouldStopWhenItDiverges() {
    HopfieldLearning wild =
        new HopfieldLearning(
            1, 1, false, true, new Schedule(1e30, Schedule.Decay.NONE, 1), 0, 0, 1);
    assertThrows(DivergedException.class, () -> train(wild, 1, 2));
  }

  @Test
  void shouldRefuseLearningThatCannotBe() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new HopfieldLearning(1, 0, false, true, RATE, 0, 0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new HopfieldLearning(0, 1, false, true, RATE, 0, 0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new HopfieldLearning(1, Double.NaN, false, true, RATE, 0, 0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new HopfieldLearning(1, 1, false, true, RATE, 1, 0, 1));
    BatchSchedule batches = new BatchSchedule(4, 4, 1);
    Patterns patterns = Training.patterns(4, 9, 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> HopfieldObjective.hebbian(new Hopfield(8), patterns, batches));
  }

  @Test
  void shouldPackStatesAndTellOverlaps() {
    Patterns patterns = Training.patterns(3, 100, 4);
    byte[] spins = patterns.spins(1);
    assertEquals(1, patterns.overlap(spins, 1));
    byte[] flipped = SpinStates.flipped(spins, 1, new RandomStream(1, Purpose.CORRUPTION), 0, 0);
    assertEquals(-1, patterns.overlap(flipped, 1));
    spins[7] = (byte) -spins[7];
    assertEquals(0.98, patterns.overlap(spins, 1), 1e-12);
    assertTrue(Math.abs(patterns.overlap(spins, 0)) < 0.5);
  }
}
