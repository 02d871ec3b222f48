package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.DeadLetter;
import akka.actor.testkit.typed.javadsl.TestProbe;
import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Snapshot;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.Particles;
import dev.reverie.run.Progress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an application may ask of an engine, and is told. */
final class PublicFaceTest {
  @RegisterExtension static final Engines ENGINES = new Engines(2);

  private static final long ENDLESS = 1L << 40;

  @TempDir private Path folder;

  private static RunningEngine startEndless(Mode mode) {
    RunningEngine engine =
        ENGINES.start(Training.rbm().mode(mode).updates(ENDLESS).chains(3).dataWorkers(2));
    engine.await(progress -> progress.done() > 0);
    return engine;
  }

  @Test
  void shouldTellThoseWhoSubscribeLateFromThenOn() {
    RunningEngine early = startEndless(Mode.ASYNC);
    RunningEngine late = ENGINES.watch(early.ref());
    Progress first = late.await(progress -> true);
    assertTrue(first.done() > 0);
    late.await(progress -> progress.done() > first.done());
    early.stop();
    assertEquals(early.outcome(), late.outcome());
  }

  @Test
  void shouldTellItsFirstSubscriberHoweverSoonItEnds() {
    for (int time = 0; time < 50; time++) {
      Outcome outcome = ENGINES.start(Training.rbm().updates(1)).outcome();
      assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome::reason);
    }
  }

  /** In lock-step anybody can tell what they must be. */
  @Test
  void shouldHandOutTheParametersAtTheEndOfAPass() {
    RunningEngine engine = startEndless(Mode.LOCKSTEP);
    EngineEvent.PassEnded ended = engine.awaitPassEnd();
    ENGINES.stopActor(engine);
    long updates = ended.progress().done();
    assertEquals(0, updates % ended.progress().updatesPerPass());
    assertEquals(updates, ended.parameters().version().number());
    Trained expected = SerialLoop.train(Training.rbm().updates(updates));
    Checkpoint.blocks(ended.parameters().parameters())
        .forEach((name, rows) -> assertArrayEquals(expected.parameters().get(name), rows, name));
  }

  @Test
  void shouldForgetSubscribersThatAreGone() {
    RunningEngine engine = startEndless(Mode.LOCKSTEP);
    ENGINES.watch(engine.ref()).leave();
    ENGINES
        .testKit()
        .createTestProbe()
        .awaitAssert(
            () -> {
              TestProbe<DeadLetter> lost = ENGINES.testKit().createDeadLetterProbe();
              for (int event = 0; event < 3; event++) {
                long now = engine.copyParameters().version().number();
                engine.await(progress -> progress.done() > now);
              }
              lost.expectNoMessage();
              return null;
            });
    assertEquals(Outcome.Status.STOPPED, engine.stop().status());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldCopyParametersThatNothingReachesAnyMore(Mode mode) {
    RunningEngine engine = startEndless(mode);
    Snapshot copy = engine.copyParameters();
    float[] before = copy.parameters().values().clone();
    long seen = copy.version().number();
    engine.await(progress -> progress.done() > seen + 3);
    assertArrayEquals(before, copy.parameters().values());
    assertNotSame(copy.parameters(), engine.copyParameters().parameters());
    ENGINES.stopActor(engine);
  }

  /** Whoever asked owns the copy, and may do with it what he likes. */
  @Test
  void shouldTrainOnUnmovedByWhatHappensToACopy() {
    Training training = Training.rbm().updates(200).checkpointsIn(folder, 0);
    RunningEngine engine = ENGINES.start(training);
    engine.copyParameters().parameters().poison();
    engine.copyParameters().parameters().poison();
    assertEquals(Outcome.Status.COMPLETED, engine.outcome().status());
    SerialLoop.train(Training.rbm().updates(200)).assertSameBits(Trained.in(folder));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldDrawParticlesWhileItTrains(Mode mode) {
    RunningEngine engine = startEndless(mode);
    for (int time = 0; time < 3; time++) {
      List<Particles> drawn = engine.drawParticles();
      assertEquals(1, drawn.size());
      assertEquals("negative", drawn.get(0).phase());
      assertEquals(23, drawn.get(0).states().length);
      for (float[] state : drawn.get(0).states()) {
        assertEquals(81, state.length);
        for (float unit : state) {
          assertTrue(unit == 0 || unit == 1, () -> "unit=" + unit);
        }
      }
    }
    ENGINES.stopActor(engine);
  }

  @Test
  void shouldShowOnlyTheFirstOfManyParticles() {
    RunningEngine engine = ENGINES.start(Training.rbm().particles(1500).updates(ENDLESS));
    assertEquals(Particles.MOST, engine.drawParticles().get(0).states().length);
    ENGINES.stopActor(engine);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldWriteACheckpointAndReplyWhenStopped(Mode mode) {
    RunningEngine engine =
        ENGINES.start(
            Training.rbm().mode(mode).updates(ENDLESS).chains(3).checkpointsIn(folder, 0));
    engine.await(progress -> progress.done() > 5);
    Outcome outcome = engine.stop();
    assertEquals(Outcome.Status.STOPPED, outcome.status(), outcome::reason);
    assertEquals("", outcome.reason());
    assertEquals(folder, outcome.checkpoint().orElseThrow().getParent());
    assertEquals(outcome.progress().done(), outcome.progress().checkpoint());
    assertEquals(outcome.progress().done(), outcome.parameters().version().number());
    assertEquals(23, outcome.particles().get(0).states().length);
    Trained kept = Trained.in(folder);
    Block weights = outcome.parameters().parameters().layout().block("weights");
    assertArrayEquals(
        outcome.parameters().parameters().rows(weights), kept.parameters().get("weights"));
    assertEquals(outcome, engine.outcome());
  }

  @Test
  void shouldReplyToEachWhoAsksToStop() {
    RunningEngine engine = startEndless(Mode.LOCKSTEP);
    RunningEngine other = ENGINES.watch(engine.ref());
    List<TestProbe<Outcome>> replies = List.of(engine.askToStop(), other.askToStop());
    replies.forEach(reply -> assertEquals(Outcome.Status.STOPPED, reply.receiveMessage().status()));
    engine.awaitEnd();
  }

  @Test
  void shouldStopWithoutACheckpointWhereThereIsNoFolderForIt() {
    Outcome outcome = startEndless(Mode.LOCKSTEP).stop();
    assertEquals(Outcome.Status.STOPPED, outcome.status());
    assertTrue(outcome.checkpoint().isEmpty());
    assertEquals(-1, outcome.progress().checkpoint());
    assertEquals("", outcome.progress().trouble());
  }
}
