package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.reverie.rbm.Method;
import dev.reverie.run.Outcome;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * However a training in lock-step is divided over threads and actors, it comes to the bits of a
 * serial loop.
 */
@Tag("bits")
final class LockStepTest {
  @RegisterExtension static final Engines ONE_THREAD = new Engines(1);
  @RegisterExtension static final Engines TWO_THREADS = new Engines(2);

  @TempDir private Path folder;

  private static final String GOLDEN =
      "2de6b6a858ea8f64899d4184148f23ba24f07d212a1d1f0faaddb8ab33dd1ae3";

  private static Training rbm() {
    return Training.rbm().momentum(0.5);
  }

  private Trained trained(Engines engines, Training training) {
    Outcome outcome = engines.start(training.checkpointsIn(folder, 0)).outcome();
    assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome::reason);
    assertEquals(training.updates(), outcome.progress().done());
    return Trained.in(folder);
  }

  private void assertAsSerial(Engines engines, Supplier<Training> training, int chains, int data) {
    SerialLoop.train(training.get())
        .assertSameBits(trained(engines, training.get().chains(chains).dataWorkers(data)));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 2", "7, 3", "23, 1", "40, 11"})
  void shouldEqualASerialLoopOnOneThread(int chains, int dataWorkers) {
    assertAsSerial(ONE_THREAD, LockStepTest::rbm, chains, dataWorkers);
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "4, 1", "7, 2", "23, 2", "40, 11"})
  void shouldEqualASerialLoopOnTwoThreads(int chains, int dataWorkers) {
    assertAsSerial(TWO_THREADS, LockStepTest::rbm, chains, dataWorkers);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void shouldEqualASerialLoopByEveryMethod(Method method) {
    assertAsSerial(TWO_THREADS, () -> rbm().momentum(0).method(method), 4, 3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TEMPERED", "TRAJECTORY"})
  void shouldEqualASerialLoopOnRealUnits(Method method) {
    assertAsSerial(TWO_THREADS, () -> RealUnits.training(method), 7, 3);
    assertAsSerial(ONE_THREAD, () -> RealUnits.training(method), 23, 1);
  }

  @Test
  void shouldEqualASerialLoopOnAnEnergyOfItsOwn() {
    assertAsSerial(TWO_THREADS, () -> Gaussian.training(5), 7, 3);
  }

  /** As computed on JDK 17 and 25, with vector and scalar loops. */
  @Test
  void shouldComeToTheSameBitsEverywhere() {
    assertEquals(GOLDEN, trained(TWO_THREADS, rbm().chains(3).dataWorkers(2)).digest());
  }

  @Test
  void shouldComeToOtherBitsFromAnotherSeed() {
    assertNotEquals(SerialLoop.train(rbm()).digest(), trained(TWO_THREADS, rbm().seed(8)).digest());
  }
}
