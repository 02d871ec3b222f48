package dev.reverie.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.cluster.Node;
import dev.reverie.cluster.NodeEvent;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One training on several nodes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterTrainingTest {
  private static final long LONG = 1_000_000;
  private static final int CHAINS = 20;
  private static final int DATA_WORKERS = 20;

  @TempDir private Path folder;

  private Training training(long updates) {
    return Training.rbm()
        .momentum(0.5)
        .updates(updates)
        .chains(CHAINS)
        .dataWorkers(DATA_WORKERS)
        .checkpointsIn(folder, 10);
  }

  private static void awaitAllAtWork(ClusterNodes.Member conductor, int nodes) {
    conductor.await(
        NodeEvent.Nodes.class,
        event ->
            event.nodes().size() == nodes
                && event.nodes().stream()
                    .allMatch(node -> node.chains() > 0 && node.dataWorkers() > 0));
  }

  private static void awaitChains(ClusterNodes.Member conductor, int nodes) {
    conductor.await(
        NodeEvent.Nodes.class,
        event ->
            event.nodes().size() == nodes
                && event.nodes().stream().allMatch(node -> node.chains() > 0));
  }

  private void assertAsSerial(Outcome outcome, Outcome.Status status) {
    assertEquals(status, outcome.status(), outcome::reason);
    SerialLoop.train(training(outcome.progress().done())).assertSameBits(Trained.in(folder));
  }

  /** Stops a training that would go on for long. */
  private static Outcome stop(ClusterNodes.Member conductor) {
    conductor.node().tell(new Node.StopTraining());
    return conductor.outcome();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldComeToTheBitsOfASerialLoop(int nodes) {
    try (ClusterNodes cluster = new ClusterNodes()) {
      ClusterNodes.Member first = cluster.start(training(60));
      for (int node = 1; node < nodes; node++) {
        cluster.start(training(60));
      }
      assertAsSerial(first.outcome(), Outcome.Status.COMPLETED);
    }
  }

  @Test
  void shouldComeToTheSameBitsWhenANodeCrashesAndAnotherJoins() {
    try (ClusterNodes cluster = new ClusterNodes()) {
      ClusterNodes.Member first = cluster.start(training(LONG));
      ClusterNodes.Member second = cluster.start(training(LONG));
      cluster.start(training(LONG));
      awaitAllAtWork(first, 3);
      second.crash();
      cluster.start(training(LONG));
      awaitAllAtWork(first, 3);
      assertAsSerial(stop(first), Outcome.Status.STOPPED);
    }
  }

  @Test
  void shouldGoOnWhenTheNodeWithTheAggregatorCrashes() {
    try (ClusterNodes cluster = new ClusterNodes()) {
      ClusterNodes.Member first = cluster.start(training(LONG));
      ClusterNodes.Member second = cluster.start(training(LONG));
      awaitAllAtWork(first, 2);
      cluster.start(training(LONG));
      awaitAllAtWork(first, 3);
      first.crash();
      NodeEvent.Begins begins = second.await(NodeEvent.Begins.class, event -> true);
      assertEquals(1, begins.epoch());
      assertTrue(begins.update() % 10 == 0, "update=" + begins.update());
      NodeEvent.GoesOn goesOn = second.await(NodeEvent.GoesOn.class, event -> true);
      assertEquals(begins.update(), goesOn.from());
      assertTrue(goesOn.lost() <= 10, goesOn::toString);
      awaitAllAtWork(second, 2);
      assertAsSerial(stop(second), Outcome.Status.STOPPED);
    }
  }

  @Test
  void shouldGoOnInTheNewerOfTwoClusters() {
    try (ClusterNodes older = new ClusterNodes();
        ClusterNodes newer = new ClusterNodes()) {
      ClusterNodes.Member first = older.start(training(LONG));
      ClusterNodes.Member second = older.start(training(LONG));
      awaitAllAtWork(first, 2);
      ClusterNodes.Member alone = newer.start(training(LONG));
      assertSuperseded(first);
      assertSuperseded(second);
      awaitAllAtWork(alone, 1);
      assertAsSerial(stop(alone), Outcome.Status.STOPPED);
    }
  }

  /** Without an outcome, which would be written to the run's folder. */
  private void assertSuperseded(ClusterNodes.Member member) {
    NodeEvent last =
        member.await(
            NodeEvent.class,
            event ->
                event instanceof NodeEvent.Ended
                    || event instanceof NodeEvent.Conducts conducts
                        && conducts.event() instanceof EngineEvent.Finished);
    NodeEvent.Ended ended = assertInstanceOf(NodeEvent.Ended.class, last);
    assertEquals(NodeEvent.SUPERSEDED, ended.status());
    assertEquals("epoch=0, must be the newest to write to " + folder + ": 1", ended.reason());
  }

  @Test
  @Tag("long")
  void shouldGoOnAtOneSideOfAPartition() {
    try (ClusterNodes cluster = new ClusterNodes()) {
      ClusterNodes.Member first = cluster.start(training(LONG));
      first.await(NodeEvent.Joined.class, event -> true);
      ClusterNodes.Member second = cluster.start(training(LONG));
      awaitAllAtWork(first, 2);
      ClusterNodes.Member third = cluster.start(training(LONG));
      awaitAllAtWork(first, 3);
      first.part(second);
      first.part(third);
      NodeEvent.Begins begins = second.await(NodeEvent.Begins.class, event -> true);
      assertEquals(1, begins.epoch());
      awaitAllAtWork(second, 2);
      first.awaitEnd();
      assertAsSerial(stop(second), Outcome.Status.STOPPED);
      assertEquals(1, newest().version().epoch());
    }
  }

  private Checkpoint newest() {
    return new CheckpointStore(folder).newest().checkpoint().orElseThrow();
  }

  @Test
  void shouldTrainWithoutWaiting() {
    try (ClusterNodes cluster = new ClusterNodes()) {
      Training training = training(LONG).mode(Mode.ASYNC);
      ClusterNodes.Member first = cluster.start(training);
      ClusterNodes.Member second = cluster.start(training);
      awaitChains(first, 2);
      second.crash();
      awaitChains(first, 1);
      Outcome outcome = stop(first);
      assertEquals(Outcome.Status.STOPPED, outcome.status(), outcome::reason);
      assertEquals(1, outcome.progress().heard());
    }
  }

  @Test
  void shouldRefuseANodeOfAnotherTraining() {
    try (ClusterNodes cluster = new ClusterNodes()) {
      ClusterNodes.Member first = cluster.start(training(LONG));
      first.await(NodeEvent.Joined.class, event -> true);
      ClusterNodes.Member stranger = cluster.start(training(LONG).identity("no"));
      NodeEvent.Refused refused = stranger.await(NodeEvent.Refused.class, event -> true);
      assertEquals("the node has test=no, must have yes", refused.reason());
      assertAsSerial(stop(first), Outcome.Status.STOPPED);
    }
  }
}
