package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Workers whose model throws are started again, a few times in a row, and lose nothing in
 * lock-step.
 */
final class SupervisionTest {
  @RegisterExtension static final Engines ENGINES = new Engines(2);

  @TempDir private Path folder;

  /** Where a worker can fail. */
  enum Place {
    SWEEP,
    BATCH,
    CAPTURE;

    Hooks throwing(Bomb bomb) {
      return new Hooks() {
        @Override
        public void stepping(Snapshot snapshot, int firstParticle) {
          callAt(SWEEP);
        }

        @Override
        public void contributing(Snapshot snapshot, long batch) {
          callAt(BATCH);
        }

        @Override
        public void writing(int particle) {
          callAt(CAPTURE);
        }

        private void callAt(Place place) {
          if (place == Place.this) {
            bomb.call();
          }
        }
      };
    }
  }

  private static Training training() {
    return Training.rbm().momentum(0.5).chains(4).dataWorkers(2).updates(40);
  }

  private Training around(Training training, Hooks hooks) {
    return training
        .around(objective -> new HookedObjective(objective, hooks))
        .checkpointsIn(folder, 10);
  }

  /** The first call, one in the middle of a sweep, one after captures, one in the last capture. */
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(Place.SWEEP, 1),
        Arguments.of(Place.SWEEP, 38),
        Arguments.of(Place.SWEEP, 4 * 2 * 10 + 1),
        Arguments.of(Place.BATCH, 1),
        Arguments.of(Place.BATCH, 17),
        Arguments.of(Place.CAPTURE, 1),
        Arguments.of(Place.CAPTURE, 30),
        Arguments.of(Place.CAPTURE, 23 * 4));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void shouldComeToTheSameBitsInLockStepWhenAWorkerFailsOnce(Place place, int call) {
    Bomb bomb = Bomb.at(call);
    Outcome outcome = ENGINES.start(around(training(), place.throwing(bomb))).outcome();
    assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome::reason);
    assertTrue(bomb.calls() > call, "the failure did not happen, or nothing happened after it");
    assertEquals(1, outcome.progress().restarts());
    SerialLoop.train(training()).assertSameBits(Trained.in(folder));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void shouldCompleteAsynchronouslyWhenAWorkerFailsOnce(Place place) {
    Hooks hooks = place.throwing(Bomb.at(9));
    Outcome outcome =
        ENGINES.start(around(training().mode(Mode.ASYNC).updates(200), hooks)).outcome();
    assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome::reason);
    assertEquals(1, outcome.progress().restarts());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldEndWithTheReasonWhenAWorkerFailsAgainAndAgain(Mode mode) {
    Hooks hooks = Place.SWEEP.throwing(Bomb.from(50));
    Outcome outcome = ENGINES.start(around(training().mode(mode).chains(1), hooks)).outcome();
    assertEquals(Outcome.Status.FAILED, outcome.status());
    assertEquals(
        "worker chain-1-0 failed 4 times in a row: dev.reverie.engine.UserCodeFailure: call 53"
            + " fails",
        outcome.reason());
    assertEquals(3, outcome.progress().restarts());
    outcome.parameters().parameters().requireBounded();
  }

  /** However long it takes to come to where it fails. */
  @Test
  void shouldGiveUpAWorkerThatFailsLate() {
    Bomb bomb = Bomb.from(20);
    Hooks hooks =
        new Hooks() {
          @Override
          public void contributing(Snapshot snapshot, long batch) {
            LockSupport.parkNanos(30_000_000);
            bomb.call();
          }
        };
    Outcome outcome = ENGINES.start(around(training().dataWorkers(1), hooks)).outcome();
    assertEquals(Outcome.Status.FAILED, outcome.status());
    assertEquals(
        "worker data-0 failed 4 times in a row: dev.reverie.engine.UserCodeFailure: call 23 fails",
        outcome.reason());
  }

  /** Failures with work between them are not in a row. */
  @Test
  void shouldGoOnHoweverOftenAWorkerFailsWithWorkInBetween() {
    Hooks hooks =
        new Hooks() {
          private int calls;

          @Override
          public void contributing(Snapshot snapshot, long batch) {
            if (calls++ % 2 == 0) {
              throw new UserCodeFailure("every other call fails");
            }
          }
        };
    Outcome outcome = ENGINES.start(around(training().dataWorkers(1), hooks)).outcome();
    assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome::reason);
    assertEquals(40, outcome.progress().restarts());
    SerialLoop.train(training()).assertSameBits(Trained.in(folder));
  }

  @Test
  void shouldEndWithTheReasonWhenTheRuleFails() {
    Hooks hooks =
        new Hooks() {
          @Override
          public void updated(long update, Parameters next) {
            if (update == 24) {
              throw new UserCodeFailure("no rule for this");
            }
          }
        };
    Outcome outcome = ENGINES.start(around(training(), hooks)).outcome();
    assertEquals(Outcome.Status.FAILED, outcome.status());
    assertEquals(
        "update 24 failed: dev.reverie.engine.UserCodeFailure: no rule for this", outcome.reason());
    assertEquals(24, outcome.parameters().version().number());
    assertEquals(20, checkpointed());
  }

  private long checkpointed() {
    return new CheckpointStore(folder).newest().checkpoint().orElseThrow().updates();
  }
}
