package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.cluster.Node;
import dev.reverie.cluster.NodeEvent;
import dev.reverie.run.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What lock-step promises holds for every family of models: however a training is divided over
 * threads, actors and nodes, and wherever it is interrupted, it comes to the bits of a serial loop.
 */
final class FamilyTest {
  @RegisterExtension static final Engines ONE_THREAD = new Engines(1);
  @RegisterExtension static final Engines TWO_THREADS = new Engines(2);

  private static final long ENDLESS = 1L << 40;

  @TempDir private Path folder;

  private Trained trained(Engines engines, Training training) {
    Outcome outcome = engines.start(training.checkpointsIn(folder, 0)).outcome();
    assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome::reason);
    return Trained.in(folder);
  }

  private Checkpoint newest() {
    return new CheckpointStore(folder).newest().checkpoint().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("bits")
  void shouldEqualASerialLoop(Family family) {
    Trained serial = SerialLoop.train(family.training());
    serial.assertSameBits(trained(ONE_THREAD, family.training().chains(23).dataWorkers(1)));
    serial.assertSameBits(trained(TWO_THREADS, family.training().chains(4).dataWorkers(3)));
    assertEquals(family.digest(), serial.digest());
  }

  /** The actor goes without a word, and what it did after its last checkpoint is done again. */
  @ParameterizedTest
  @EnumSource
  @Tag("bits")
  void shouldGoOnFromACheckpointAsIfNothingHadBeen(Family family) {
    Training first = family.training().updates(ENDLESS).checkpointsIn(folder, 3);
    RunningEngine engine = TWO_THREADS.start(first.chains(4).dataWorkers(2));
    engine.await(progress -> progress.checkpoint() >= 6);
    TWO_THREADS.stopActor(engine);
    long updates = newest().updates() + 5;
    Training rest = family.training().updates(updates).resumeFrom(newest());
    Trained end = trained(ONE_THREAD, rest.chains(7).dataWorkers(3));
    SerialLoop.train(family.training().updates(updates)).assertSameBits(end);
  }

  /** Both nodes have a share of the work before the training is stopped. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BERNOULLI_MIXTURE")
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldComeToTheSameBitsOnTwoNodes(Family family) {
    Outcome outcome;
    try (ClusterNodes cluster = new ClusterNodes()) {
      ClusterNodes.Member first = cluster.start(endless(family));
      cluster.start(endless(family));
      first.await(NodeEvent.Nodes.class, FamilyTest::twoAtWork);
      first.node().tell(new Node.StopTraining());
      outcome = first.outcome();
    }
    assertEquals(Outcome.Status.STOPPED, outcome.status(), outcome::reason);
    long updates = outcome.progress().done();
    SerialLoop.train(family.training().updates(updates)).assertSameBits(Trained.in(folder));
  }

  private Training endless(Family family) {
    return family.training().updates(ENDLESS).chains(20).dataWorkers(20).checkpointsIn(folder, 10);
  }

  private static boolean twoAtWork(NodeEvent.Nodes event) {
    return event.nodes().size() == 2
        && event.nodes().stream().allMatch(node -> node.dataWorkers() > 0);
  }
}
