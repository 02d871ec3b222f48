package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Objective;
import dev.reverie.run.Mode;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An engine that has ended leaves nothing behind, however it ended, and does not grow while it
 * lives.
 */
final class ReleaseTest {
  @RegisterExtension static final Engines ENGINES = new Engines(2);

  @TempDir private Path folder;

  /** Remembers, without holding it, all that an engine was seen to hold. */
  private static class Witness implements Hooks {
    private final AtomicLong calls = new AtomicLong();
    private final ConcurrentLinkedQueue<WeakReference<Object>> seen = new ConcurrentLinkedQueue<>();
    private final Set<Parameters> buffers =
        Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    long calls() {
      return calls.get();
    }

    @Override
    public void stepping(Snapshot snapshot, int firstParticle) {
      calls.incrementAndGet();
      if (buffers.add(snapshot.parameters())) {
        seen.add(new WeakReference<>(snapshot.parameters()));
      }
    }

    @Override
    public void contributing(Snapshot snapshot, long batch) {
      stepping(snapshot, 0);
    }
  }

  private static RunningEngine startEndless(Mode mode, Witness witness) {
    Objective inner = Training.rbm().updates(1L << 40).objective();
    witness.seen.add(new WeakReference<>(inner));
    RunningEngine engine =
        ENGINES.start(
            Training.of(inner)
                .around(objective -> new HookedObjective(objective, witness))
                .mode(mode)
                .updates(1L << 40)
                .chains(4)
                .dataWorkers(2));
    engine.await(progress -> progress.done() > 20);
    return engine;
  }

  private static void assertNothingLeft(Witness witness) {
    long calls = witness.calls.get();
    witness.buffers.clear();
    ENGINES
        .testKit()
        .createTestProbe()
        .awaitAssert(
            () -> {
              System.gc();
              witness.seen.forEach(reference -> assertNull(reference.get()));
              return null;
            });
    assertEquals(calls, witness.calls.get(), "somebody still works");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldLeaveNothingWhenItsActorIsStopped(Mode mode) {
    Witness witness = new Witness();
    ENGINES.stopActor(startEndless(mode, witness));
    assertNothingLeft(witness);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldLeaveNothingWhenItIsAskedToStop(Mode mode) {
    Witness witness = new Witness();
    RunningEngine engine = startEndless(mode, witness);
    engine.askToStop();
    engine.awaitEnd();
    assertNothingLeft(witness);
  }

  /** It is as large as all particles, and the longer the run, the less it is of use. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldNotKeepTheCheckpointThatItGoesOnFrom(Mode mode) {
    ENGINES.start(Training.rbm().updates(3).checkpointsIn(folder, 0)).outcome();
    Checkpoint checkpoint = new CheckpointStore(folder).newest().checkpoint().orElseThrow();
    WeakReference<byte[]> particles =
        new WeakReference<>(checkpoint.particles().values().iterator().next());
    RunningEngine engine =
        ENGINES.start(Training.rbm().mode(mode).updates(1L << 40).resumeFrom(checkpoint));
    checkpoint = null;
    try {
      ENGINES
          .testKit()
          .createTestProbe()
          .awaitAssert(
              () -> {
                long now = engine.copyParameters().version().number();
                engine.await(progress -> progress.done() > now);
                System.gc();
                assertTrue(particles.get() == null, "particles of the checkpoint are kept");
                return null;
              });
    } finally {
      ENGINES.stopActor(engine);
    }
  }

  /** A worker that fails while it reads a snapshot gives it back. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldMakeNoMoreBuffersWhenWorkersFail(Mode mode) {
    Witness witness =
        new Witness() {
          @Override
          public void contributing(Snapshot snapshot, long batch) {
            super.contributing(snapshot, batch);
            if (calls() % 7 == 0) {
              throw new UserCodeFailure("now and then");
            }
          }
        };
    RunningEngine engine = startEndless(mode, witness);
    engine.await(progress -> progress.restarts() > 50);
    ENGINES.stopActor(engine);
    assertFewBuffers(mode, witness);
  }

  /**
   * The newest snapshot, the next, and in asynchronous mode one for each worker that may lag
   * behind.
   */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void shouldMakeNoMoreBuffersTheLongerItRuns(Mode mode) {
    Witness witness = new Witness();
    RunningEngine engine = startEndless(mode, witness);
    engine.await(progress -> progress.done() > 2000);
    ENGINES.stopActor(engine);
    assertFewBuffers(mode, witness);
  }

  private static void assertFewBuffers(Mode mode, Witness witness) {
    int most = mode == Mode.LOCKSTEP ? 2 : 2 + 4 + 2;
    assertTrue(
        witness.buffers.size() <= most, () -> "buffers=" + witness.buffers.size() + " of " + most);
  }
}
