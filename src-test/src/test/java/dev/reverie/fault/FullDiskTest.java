package dev.reverie.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.service.status.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checkpoints that cannot be written whole: the previous one stays, training goes on, and says so.
 * The kernel refuses to write a file beyond a size in the middle of it, as it does where the disk
 * is full, and needs nobody's permission for that.
 */
@Tag("long")
final class FullDiskTest {
  private static final Path LIMITS = Path.of("/usr/bin/prlimit");
  private static final int BYTES = 60_000;
  private static final List<String> SETTINGS =
      List.of(
          "--hidden=100",
          "--epochs=" + Integer.getInteger("reverie.epochs", 300),
          "--chains=4",
          "--threads=4",
          "--checkpoint-every=200",
          "--seed=7");

  @TempDir private Path folder;

  private static void limit(NodeProcess process, String bytes) throws Exception {
    int status =
        new ProcessBuilder(
                LIMITS.toString(), "--pid", Long.toString(process.pid()), "--fsize=" + bytes + ":")
            .start()
            .waitFor();
    assertEquals(0, status);
  }

  private static CheckpointStore.Loaded loaded(Nodes nodes) {
    return new CheckpointStore(nodes.run().resolve("checkpoint")).newest();
  }

  private static long newest(Nodes nodes) {
    CheckpointStore.Loaded loaded = loaded(nodes);
    assertEquals(List.of(), loaded.skipped());
    return loaded.checkpoint().orElseThrow().updates();
  }

  private static boolean hasLeftovers(Nodes nodes) throws IOException {
    try (var files = Files.list(nodes.run().resolve("checkpoint"))) {
      return files.anyMatch(file -> file.toString().endsWith(".tmp"));
    }
  }

  @Test
  void shouldKeepThePreviousCheckpointAndGoOn() throws Exception {
    assumeTrue(Files.isExecutable(LIMITS), "no " + LIMITS);
    Predicate<RunStatus> degraded = status -> !status.trouble().isEmpty();
    try (Nodes nodes = new Nodes(folder, 2, SETTINGS)) {
      nodes.start(1);
      nodes.start(2);
      nodes.awaitAtWork(2, false);
      nodes.await("a checkpoint", status -> loaded(nodes).checkpoint().isPresent());
      NodeProcess conductor = nodes.node(nodes.conductor());
      limit(conductor, Integer.toString(BYTES));
      RunStatus full = nodes.await("trouble", degraded);
      long before = newest(nodes);
      RunStatus on = nodes.awaitUpdate(full.epoch(), full.update() + 500, degraded);
      assertEquals(before, newest(nodes));
      System.out.println(
          "update " + on.update() + ", newest checkpoint " + before + ": " + on.trouble());
      limit(conductor, "unlimited");
      RunStatus well = nodes.await("no trouble", status -> status.trouble().isEmpty());
      long after = newest(nodes);
      assertTrue(after > on.update(), after + " after " + on);
      System.out.println("update " + well.update() + ", newest checkpoint " + after);
      nodes.awaitEnd(300);
      RunStatus end = nodes.status().orElseThrow();
      assertEquals("completed", end.state());
      assertEquals(0, end.epoch());
      assertEquals(end.updates(), newest(nodes));
      assertFalse(hasLeftovers(nodes));
      assertTrue(nodes.said().contains("checkpoints cannot be written"), nodes::said);
      assertTrue(nodes.said().contains("checkpoints are written again"), nodes::said);
    }
  }
}
