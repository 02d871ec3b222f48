package dev.reverie.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.service.node.NodeResult;
import dev.reverie.service.status.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The node with the aggregator is cut off from two others, which share the run's folder with it:
 * one side goes on, the other one writes nothing any more and ends.
 */
@Tag("long")
final class PartitionedNodesTest {

  @TempDir private Path folder;

  /** What does not arrive any more. */
  private enum Cut {
    ALL {
      @Override
      void cut(Network network, int node) {
        network.from(node).forEach(Way::cut);
        network.to(node).forEach(Way::cut);
      }
    },
    FROM_IT {
      @Override
      void cut(Network network, int node) {
        network.from(node).forEach(Way::cut);
      }
    },
    TO_IT {
      @Override
      void cut(Network network, int node) {
        network.to(node).forEach(Way::cut);
      }
    };

    abstract void cut(Network network, int node);
  }

  /** Trains on three nodes of which the one with the aggregator is cut off. */
  private Path train(Cut cut, List<String> settings) throws Exception {
    try (Nodes nodes = new Nodes(folder, 3, settings);
        Network network = new Network(folder, nodes, 3)) {
      for (int node = 1; node <= 3; node++) {
        network.start(node);
      }
      RunStatus before = nodes.awaitAtWork(3, false);
      int alone = nodes.conductor();
      cut.cut(network, alone);
      RunStatus next = nodes.await("another epoch", status -> status.epoch() > before.epoch());
      assertNotEquals(before.conductor(), next.conductor());
      nodes.awaitNewEpochOnly(before.epoch());
      assertEquals(NodeResult.PARTED, nodes.node(alone).await(60), nodes::said);
      nodes.forget(alone);
      nodes.awaitEnd(600);
      RunStatus end = nodes.status().orElseThrow();
      System.out.println(
          cut + ": epoch " + next.epoch() + " from update " + end.from() + ", lost " + end.lost());
      assertEquals("completed", end.state());
      assertEquals(next.epoch(), end.epoch(), nodes::said);
      assertEquals(2, end.nodes().size(), end::toString);
      return nodes.run();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldLearnToTheBitWhatOneProcessLearns(Cut cut) throws Exception {
    List<String> settings = SmallTraining.settings("lockstep", 120);
    assertEquals(
        Nodes.digest(NodeProcess.train(folder.resolve("alone"), settings)),
        Nodes.digest(train(cut, settings)));
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoOnWithoutWaiting(Cut cut) throws Exception {
    Path run = train(cut, SmallTraining.settings("async", 300));
    assertTrue(Files.isRegularFile(run.resolve("model.safetensors")));
  }
}
