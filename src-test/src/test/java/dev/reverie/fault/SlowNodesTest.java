package dev.reverie.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.service.status.RunStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asynchronously nobody waits for a node that stands still or can hardly be reached. Every node has
 * a heap of 256 MB, and a snapshot 314 kB: it would not last if what a slow node misses were kept
 * for it.
 */
@Tag("long")
final class SlowNodesTest {
  private static final int BOUND = 8;
  private static final int PAUSES = 4;
  private static final int PAUSE_SECONDS = 4;
  private static final int SLOW_BYTES_PER_SECOND = 50_000;

  /** A snapshot takes 39 s. */
  private static final int SLOWEST_BYTES_PER_SECOND = 8_000;

  private static final int LEAST_SECONDS = 30;

  /** Other work on the machine makes paces vary; waiting would make it 0. */
  private static final double LEAST_SHARE = 0.25;

  private static final List<String> SETTINGS = settings(Integer.getInteger("reverie.epochs", 600));

  @TempDir private Path folder;

  private static List<String> settings(int epochs) {
    return List.of(
        "--hidden=100",
        "--epochs=" + epochs,
        "--chains=6",
        "--threads=6",
        "--max-staleness=" + BOUND,
        "--checkpoint-every=1000",
        "--seed=5");
  }

  /** A node that has not got the aggregator. */
  private static int slow(Nodes nodes) {
    return nodes.conductor() == 3 ? 2 : 3;
  }

  /** Of the parameters that a node uses. */
  private static long versionOf(int node, RunStatus status) {
    return status.nodes().stream()
        .filter(line -> line.name().equals("node-" + node))
        .mapToLong(RunStatus.NodeLine::version)
        .findFirst()
        .orElseThrow();
  }

  private static void assertAllTakePart(RunStatus status) {
    assertTrue(status.isRunning(), "too short a training: " + status);
    assertEquals(3, status.nodes().size(), status::toString);
  }

  /** All have lived, the aggregator has stayed, and nothing too old was used. */
  private static RunStatus awaitGoodEnd(Nodes nodes) {
    nodes.awaitEnd(600);
    RunStatus end = nodes.status().orElseThrow();
    Nodes.say("end: oldest statistics used %d updates old, %d dropped", end.oldest(), end.late());
    assertEquals("completed", end.state());
    assertEquals(0, end.epoch());
    assertTrue(end.oldest() <= BOUND, end::toString);
    return end;
  }

  @Test
  void shouldNotWaitForANodeThatStandsStill() {
    try (Nodes nodes = new Nodes(folder, "lan", 3, SETTINGS)) {
      for (int node = 1; node <= 3; node++) {
        nodes.start(node);
      }
      nodes.awaitAtWork(3, false);
      NodeProcess slow = nodes.node(slow(nodes));
      double before = nodes.updatesPerSecond(PAUSE_SECONDS);
      long late = nodes.status().orElseThrow().late();
      for (int pause = 1; pause <= PAUSES; pause++) {
        slow.pause();
        double meanwhile = nodes.updatesPerSecond(PAUSE_SECONDS);
        slow.goOn();
        double between = nodes.updatesPerSecond(PAUSE_SECONDS / 2);
        Nodes.say(
            "pause %d: %.0f updates/s, %.0f before all, %.0f after it; %d dropped so far",
            pause, meanwhile, before, between, nodes.status().orElseThrow().late());
        assertTrue(meanwhile > LEAST_SHARE * before, nodes::said);
        assertAllTakePart(nodes.status().orElseThrow());
      }
      assertTrue(awaitGoodEnd(nodes).late() >= late + PAUSES, nodes::said);
    }
  }

  @Test
  void shouldNotWaitForANodeBehindASlowLink() throws Exception {
    try (Nodes nodes = new Nodes(folder, "lan", 3, SETTINGS);
        Network network = new Network(folder, nodes, 3)) {
      for (int node = 1; node <= 3; node++) {
        network.start(node);
      }
      nodes.awaitAtWork(3, false);
      int slow = slow(nodes);
      double before = nodes.updatesPerSecond(PAUSE_SECONDS);
      long late = nodes.status().orElseThrow().late();
      network.from(slow).forEach(way -> way.limit(SLOW_BYTES_PER_SECOND));
      network.to(slow).forEach(way -> way.limit(SLOW_BYTES_PER_SECOND));
      double meanwhile = nodes.updatesPerSecond(PAUSES * PAUSE_SECONDS);
      RunStatus status = nodes.status().orElseThrow();
      Nodes.say("slow link: %.0f updates/s, %.0f before; %s", meanwhile, before, status.nodes());
      assertTrue(meanwhile > LEAST_SHARE * before, nodes::said);
      assertAllTakePart(status);
      assertTrue(status.update() - versionOf(slow, status) > BOUND, "not slow: " + status);
      assertTrue(awaitGoodEnd(nodes).late() > late, nodes::said);
    }
  }

  @Test
  void shouldWaitForANodeWhoseFirstSnapshotTakesLong() throws Exception {
    try (Nodes nodes = new Nodes(folder, "lan", 2, settings(1_000_000));
        Network network = new Network(folder, nodes, 2)) {
      network.start(1);
      nodes.awaitAtWork(1, false);
      network.to(2).forEach(way -> way.limit(SLOWEST_BYTES_PER_SECOND));
      network.start(2);
      nodes.await("node-2 here", status -> status.nodes().size() == 2);
      long here = System.nanoTime();
      nodes.awaitAtWork(2, false);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - here);
      Nodes.say("first snapshot: %d s", seconds);
      assertTrue(seconds >= LEAST_SECONDS, () -> "not slow: " + seconds + " s");
    }
  }
}
