package dev.reverie.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.service.status.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In lock-step any number of processes, coming and going, learn to the bit what one learns. */
@Tag("long")
final class LockStepNodesTest {
  private static final List<String> SETTINGS = SmallTraining.settings("lockstep", 120);

  @TempDir private Path folder;

  private String onNodes(String name, int nodes, Consumer<Nodes> faults) throws IOException {
    Path several = Files.createDirectory(folder.resolve(name));
    try (Nodes all = new Nodes(several, 4, SETTINGS)) {
      for (int node = 1; node <= nodes; node++) {
        all.start(node);
      }
      System.out.println(name + ": " + work(all.awaitAtWork(nodes, true)));
      faults.accept(all);
      all.awaitEnd(600);
      assertEquals("completed", all.status().orElseThrow().state());
      System.out.println(name + ": SHA-256 " + all.digest());
      return all.digest();
    }
  }

  private static String work(RunStatus status) {
    StringBuilder text = new StringBuilder("update " + status.update() + " of " + status.updates());
    status
        .nodes()
        .forEach(
            node ->
                text.append(", ")
                    .append(node.name())
                    .append(" has ")
                    .append(node.chains())
                    .append(" chains and ")
                    .append(node.dataWorkers())
                    .append(" data workers"));
    return text.toString();
  }

  /** A node that carries chains and data workers dies, and another one comes. */
  private static void killOneAndStartAnother(Nodes nodes) {
    int killed = nodes.conductor() == 2 ? 3 : 2;
    nodes.node(killed).kill();
    RunStatus without = nodes.awaitAtWork(2, true);
    System.out.println("without node-" + killed + ": " + work(without));
    nodes.forget(killed);
    nodes.start(4);
    RunStatus with = nodes.awaitAtWork(3, true);
    assertTrue(
        with.nodes().stream().anyMatch(node -> node.name().equals("node-4")), with::toString);
    System.out.println("with node-4: " + work(with));
  }

  @Test
  void shouldLearnToTheBitWhatOneProcessLearns() throws IOException {
    String alone = Nodes.digest(NodeProcess.train(folder.resolve("alone"), SETTINGS));
    System.out.println("one process without nodes: SHA-256 " + alone);
    for (int nodes = 1; nodes <= 3; nodes++) {
      assertEquals(alone, onNodes(nodes + " nodes", nodes, all -> {}));
    }
    assertEquals(
        alone, onNodes("a node dies and one comes", 3, LockStepNodesTest::killOneAndStartAnother));
  }
}
