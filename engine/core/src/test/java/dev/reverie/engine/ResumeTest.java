package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.protocol.Ticket;
import dev.reverie.rbm.Method;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that goes on from a checkpoint is the training that was never interrupted. */
final class ResumeTest {
  @RegisterExtension static final Engines ONE_THREAD = new Engines(1);
  @RegisterExtension static final Engines TWO_THREADS = new Engines(2);

  private static final long ENDLESS = 1L << 40;

  @TempDir private Path folder;

  private Training training(Mode mode) {
    return Training.rbm().momentum(0.5).mode(mode).updates(ENDLESS).checkpointsIn(folder, 10);
  }

  private Checkpoint newest() {
    return new CheckpointStore(folder).newest().checkpoint().orElseThrow();
  }

  private static Outcome completed(RunningEngine engine) {
    Outcome outcome = engine.outcome();
    assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome::reason);
    return outcome;
  }

  private static Outcome stopAfter(RunningEngine engine, long updates) {
    engine.await(progress -> progress.done() >= updates);
    Outcome outcome = engine.stop();
    assertEquals(Outcome.Status.STOPPED, outcome.status(), outcome::reason);
    engine.awaitEnd();
    return outcome;
  }

  /** Goes on for some updates more; returns of how many it is then the end. */
  private long complete(Engines engines, Training training) {
    long updates = newest().updates() + 37;
    Outcome outcome = completed(engines.start(training.updates(updates).resumeFrom(newest())));
    assertEquals(updates, outcome.progress().done());
    return updates;
  }

  @Test
  @Tag("bits")
  void shouldComeToTheSameBitsWhereverAndHoweverItGoesOn() {
    stopAfter(ONE_THREAD.start(training(Mode.LOCKSTEP)), 1);
    Training second = training(Mode.LOCKSTEP).chains(4).dataWorkers(3).resumeFrom(newest());
    stopAfter(TWO_THREADS.start(second), newest().updates() + 3);
    Training third = training(Mode.LOCKSTEP).chains(7).dataWorkers(2).resumeFrom(newest());
    stopAfter(ONE_THREAD.start(third), newest().updates() + 20);
    long updates = complete(TWO_THREADS, training(Mode.LOCKSTEP).chains(23));
    SerialLoop.train(training(Mode.LOCKSTEP).updates(updates)).assertSameBits(Trained.in(folder));
  }

  @Test
  @Tag("bits")
  void shouldComeToTheSameBitsOnAnEnergyOfItsOwn() {
    Training first = Gaussian.training(5).updates(ENDLESS).checkpointsIn(folder, 0);
    stopAfter(ONE_THREAD.start(first), 30);
    Training rest = Gaussian.training(5).checkpointsIn(folder, 0).chains(7).dataWorkers(3);
    long updates = complete(TWO_THREADS, rest);
    SerialLoop.train(Gaussian.training(5).updates(updates)).assertSameBits(Trained.in(folder));
  }

  /** Ladders are adapted all the time: temperatures and their figures come from the checkpoint. */
  @Test
  @Tag("bits")
  void shouldComeToTheSameBitsWithLadders() {
    Training first = ladders().updates(ENDLESS).checkpointsIn(folder, 0);
    stopAfter(ONE_THREAD.start(first), 30);
    float[] betas = newest().parameters().get("inverse_temperatures");
    assertNotEquals(1 / 9f, betas[1], "adapted");
    Training rest = ladders().checkpointsIn(folder, 0).chains(7).dataWorkers(3);
    long updates = complete(TWO_THREADS, rest);
    SerialLoop.train(ladders().updates(updates)).assertSameBits(Trained.in(folder));
  }

  /** Levels have been taken before, and are taken after. */
  @Test
  @Tag("bits")
  void shouldComeToTheSameBitsWithLevelsOfEarlierParameters() {
    Training first = levels().updates(ENDLESS).checkpointsIn(folder, 0);
    stopAfter(ONE_THREAD.start(first), 30);
    assertTrue(newest().parameters().containsKey("level_1.weights"), "a level has been taken");
    Training rest = levels().checkpointsIn(folder, 0).chains(7).dataWorkers(3);
    long updates = complete(TWO_THREADS, rest);
    SerialLoop.train(levels().updates(updates)).assertSameBits(Trained.in(folder));
  }

  private static Training levels() {
    return Training.rbm().method(Method.TRAJECTORY);
  }

  private static Training ladders() {
    return Training.rbm().method(Method.TEMPERED);
  }

  @Test
  @Tag("bits")
  void shouldComeToTheSameBitsOnRealUnits() {
    Training first = RealUnits.training(Method.PCD).updates(ENDLESS).checkpointsIn(folder, 0);
    stopAfter(ONE_THREAD.start(first), 30);
    Training rest = RealUnits.training(Method.PCD).checkpointsIn(folder, 0).chains(7);
    long updates = complete(TWO_THREADS, rest.dataWorkers(3));
    Training whole = RealUnits.training(Method.PCD).updates(updates);
    SerialLoop.train(whole).assertSameBits(Trained.in(folder));
  }

  /** What was done after the checkpoint is done again. */
  @Test
  void shouldComeToTheSameBitsWhenItsActorWasStoppedWithoutAWord() {
    RunningEngine engine = TWO_THREADS.start(training(Mode.LOCKSTEP).chains(4));
    engine.await(progress -> progress.checkpoint() >= 30);
    TWO_THREADS.stopActor(engine);
    long updates = complete(ONE_THREAD, training(Mode.LOCKSTEP).chains(2));
    SerialLoop.train(training(Mode.LOCKSTEP).updates(updates)).assertSameBits(Trained.in(folder));
  }

  @Test
  void shouldGoOnBeyondTheFirstEnd() {
    completed(TWO_THREADS.start(training(Mode.LOCKSTEP).updates(7)));
    Outcome outcome =
        completed(TWO_THREADS.start(training(Mode.LOCKSTEP).updates(33).resumeFrom(newest())));
    assertEquals(33, outcome.progress().done());
    SerialLoop.train(training(Mode.LOCKSTEP).updates(33)).assertSameBits(Trained.in(folder));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldEndAtOnceWhereAllIsDone(Mode mode) {
    completed(TWO_THREADS.start(training(mode).updates(40)));
    Checkpoint before = newest();
    Training again = training(mode).updates(40).chains(3).resumeFrom(before);
    Outcome outcome = completed(TWO_THREADS.start(again));
    assertEquals(40, outcome.progress().done());
    assertEquals(0, outcome.progress().cases());
    assertEquals(0, outcome.progress().particleSweeps());
    assertArrayEquals(before.parameters().get("weights"), newest().parameters().get("weights"));
  }

  @Test
  void shouldOpenANewEpochEachTime() {
    completed(TWO_THREADS.start(training(Mode.LOCKSTEP).updates(7)));
    assertEquals(0, newest().version().epoch());
    completed(TWO_THREADS.start(training(Mode.LOCKSTEP).updates(9).resumeFrom(newest())));
    assertEquals(1, newest().version().epoch());
  }

  @ParameterizedTest
  @CsvSource({"ASYNC, ASYNC", "ASYNC, LOCKSTEP", "LOCKSTEP, ASYNC"})
  void shouldConsumeEveryCaseOnce(Mode before, Mode after) {
    Training first = training(before).chains(4).dataWorkers(3);
    long cases = stopAfter(TWO_THREADS.start(first), 40).progress().cases();
    assertEquals(consumed(newest()), cases);
    Training second = training(after).chains(3).dataWorkers(2);
    long updates = newest().updates() + 37;
    cases +=
        completed(ONE_THREAD.start(second.updates(updates).resumeFrom(newest())))
            .progress()
            .cases();
    assertEquals(consumed(newest()), cases);
    assertEquals(updates, newest().frontier());
    assertEquals(List.of(), newest().consumed());
  }

  /** Passes are 4 batches of 10 and one of 7. */
  private static long consumed(Checkpoint checkpoint) {
    long whole = checkpoint.frontier() / 5 * 47 + checkpoint.frontier() % 5 * 10;
    return whole + checkpoint.consumed().stream().mapToInt(Ticket::items).sum();
  }

  /** Whatever the asynchronous part has left half-done. */
  @ParameterizedTest
  @ValueSource(ints = {1, 20, 60})
  void shouldBeReproducibleFromWhereLockStepBegins(int from) {
    stopAfter(TWO_THREADS.start(training(Mode.ASYNC).chains(5).dataWorkers(3)), from);
    Checkpoint border = newest();
    Training one = training(Mode.LOCKSTEP).updates(border.updates() + 7);
    completed(ONE_THREAD.start(one.resumeFrom(border)));
    Trained expected = Trained.in(folder);
    for (int workers = 2; workers <= 4; workers++) {
      Training other = training(Mode.LOCKSTEP).updates(border.updates() + 7);
      other.chains(workers + 2).dataWorkers(workers).resumeFrom(border);
      completed(TWO_THREADS.start(other));
      expected.assertSameBits(Trained.in(folder));
    }
  }

  /**
   * Parameters of an asynchronous checkpoint have seen steps that its particles have not: these
   * must not be made again with the same random numbers.
   */
  @Test
  void shouldNotRepeatRandomNumbersWhenItGoesOnAsynchronously() {
    stopAfter(TWO_THREADS.start(training(Mode.ASYNC)), 20);
    long[] before = stepsTaken(newest());
    Training rest = training(Mode.ASYNC).resumeFrom(newest());
    stopAfter(TWO_THREADS.start(rest), newest().updates() + 20);
    long[] after = stepsTaken(newest());
    for (int particle = 0; particle < before.length; particle++) {
      assertTrue(after[particle] - before[particle] >= 1L << 40, "particle " + particle);
    }
  }

  private static long[] stepsTaken(Checkpoint checkpoint) {
    ByteBuffer states =
        ByteBuffer.wrap(checkpoint.particles().get("negative")).order(ByteOrder.LITTLE_ENDIAN);
    int bytes = states.capacity() / 23;
    long[] steps = new long[23];
    for (int particle = 0; particle < steps.length; particle++) {
      steps[particle] = states.getLong(particle * bytes);
    }
    return steps;
  }

  @Test
  void shouldGoOnDifferentlyFromAnotherPlace() {
    completed(TWO_THREADS.start(training(Mode.LOCKSTEP).updates(7)));
    Trained seven = Trained.in(folder);
    completed(TWO_THREADS.start(training(Mode.LOCKSTEP).updates(8).resumeFrom(newest())));
    assertNotEquals(seven.digest(), Trained.in(folder).digest());
  }
}
