package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.simulation.CountingObjective;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of an update are made by all threads that compute. */
final class UpdatePartsTest {
  @RegisterExtension static final Engines ONE_THREAD = new Engines(1);
  @RegisterExtension static final Engines TWO_THREADS = new Engines(2);
  @RegisterExtension static final Engines MANY_THREADS = new Engines(7);

  private static final int LAST = CountingObjective.PARTS - 1;

  @TempDir private Path folder;

  private static Training training() {
    return Training.of(new CountingObjective(50, 13, 4, 23, 2)).chains(3).dataWorkers(2);
  }

  private static Training around(Training training, Hooks hooks) {
    return training.around(objective -> new HookedObjective(objective, hooks));
  }

  static Stream<Engines> engines() {
    return Stream.of(ONE_THREAD, TWO_THREADS, MANY_THREADS);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void shouldEqualASerialLoopOnAnyNumberOfThreads(Engines engines) {
    Training training = training().updates(300).checkpointsIn(folder, 50);
    Outcome outcome = engines.start(training).outcome();
    assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome::reason);
    SerialLoop.train(training().updates(300)).assertSameBits(Trained.in(folder));
  }

  /** The first two parts wait for one another. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldMakePartsOnTwoThreadsAtOnce(Mode mode) {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "there is one core");
    Hooks hooks =
        new Hooks() {
          private CountDownLatch both;

          @Override
          public void updating(long update) {
            both = new CountDownLatch(2);
          }

          @Override
          public void makingPart(long update, int part) {
            if (part < 2) {
              both.countDown();
              await(both);
            }
          }
        };
    Training training = around(training().mode(mode).updates(30).checkpointsIn(folder, 0), hooks);
    Outcome outcome = TWO_THREADS.start(training).outcome();
    assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome::reason);
    if (mode == Mode.LOCKSTEP) {
      SerialLoop.train(training().updates(30)).assertSameBits(Trained.in(folder));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new UserCodeFailure("alone");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Part {@code PARTS} stands for what follows them. */
  private static Hooks failing(int failing, Throwable failure) {
    return new Hooks() {
      @Override
      public void makingPart(long update, int part) {
        failAt(update, part);
      }

      @Override
      public void updated(long update, Parameters next) {
        failAt(update, CountingObjective.PARTS);
      }

      private void failAt(long update, int part) {
        if (update == 9 && part == failing && failure instanceof Error error) {
          throw error;
        } else if (update == 9 && part == failing) {
          throw (RuntimeException) failure;
        }
      }
    };
  }

  static Stream<Arguments> places() {
    return Stream.of(Mode.values())
        .flatMap(
            mode ->
                Stream.of(0, LAST, CountingObjective.PARTS).map(part -> Arguments.of(mode, part)));
  }

  private static Outcome outcome(Mode mode, int part, Throwable failure) {
    Training training = around(training().mode(mode), failing(part, failure));
    Outcome outcome = TWO_THREADS.start(training).outcome();
    assertEquals(9, outcome.parameters().version().number());
    return outcome;
  }

  @ParameterizedTest
  @MethodSource("places")
  void shouldEndWhenAPartDiverges(Mode mode, int part) {
    Outcome outcome = outcome(mode, part, new DivergedException("mix=NaN", "update"));
    assertEquals(Outcome.Status.DIVERGED, outcome.status());
    assertEquals("diverged in phase update: mix=NaN", outcome.reason());
  }

  @ParameterizedTest
  @MethodSource("places")
  void shouldEndWithTheReasonWhenAPartThrows(Mode mode, int part) {
    Outcome outcome = outcome(mode, part, new UserCodeFailure("no such part"));
    assertEquals(Outcome.Status.FAILED, outcome.status());
    assertEquals(
        "update 9 failed: dev.reverie.engine.UserCodeFailure: no such part", outcome.reason());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, LAST, CountingObjective.PARTS})
  void shouldEndWithTheReasonWhenAPartEndsInAnError(int part) {
    Outcome outcome = outcome(Mode.ASYNC, part, new AssertionError("cannot be"));
    assertEquals(Outcome.Status.FAILED, outcome.status());
    assertEquals("aggregator failed: java.lang.AssertionError: cannot be", outcome.reason());
  }
}
