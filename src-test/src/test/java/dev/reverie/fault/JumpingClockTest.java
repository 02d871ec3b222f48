package dev.reverie.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reverie.service.status.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wall clocks that are an hour off, and that jump by hours while nodes are at work: nothing depends
 * on them. The library of Debian's package faketime is what lies to a node.
 */
@Tag("long")
final class JumpingClockTest {
  private static final Path LIBRARY =
      Path.of(
          System.getProperty(
              "reverie.faketime", "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"));

  private static final List<String> JUMPS = List.of("+3600", "-3600", "+7200", "+0");

  @TempDir private Path folder;

  @BeforeEach
  void requireLibrary() {
    assumeTrue(Files.isReadable(LIBRARY), "no " + LIBRARY);
  }

  /** How far a node's clock is off. */
  private static void set(Path offset, String seconds) throws IOException {
    Path next = Files.writeString(offset.resolveSibling("next"), seconds);
    Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Clocks that do not depend on the time of day stay true, as they do where somebody sets that.
   * Without the last setting a JVM's waits with a time limit all return at once. The node logs as
   * it does where it is used, for its times to be seen.
   */
  private static Nodes.Surroundings with(Path offset) {
    return new Nodes.Surroundings(
        List.of(
            "/usr/bin/env",
            "LD_PRELOAD=" + LIBRARY,
            "FAKETIME_TIMESTAMP_FILE=" + offset,
            "FAKETIME_CACHE_DURATION=1",
            "FAKETIME_DONT_FAKE_MONOTONIC=1",
            "FAKETIME_FORCE_MONOTONIC_FIX=0"),
        List.of("-Dlogback.configurationFile=logback.xml"));
  }

  /** The node with the aggregator jumps, another one is an hour ahead. */
  private Path train(List<String> settings) throws IOException {
    Path jumping = folder.resolve("jumping");
    Path ahead = folder.resolve("ahead");
    set(jumping, "-3600");
    set(ahead, "+3600");
    try (Nodes nodes = new Nodes(folder, 3, settings)) {
      nodes.start(1, with(jumping));
      nodes.start(2, with(ahead));
      nodes.start(3);
      nodes.awaitAtWork(3, false);
      assertEquals(1, nodes.conductor());
      for (String jump : JUMPS) {
        set(jumping, jump);
        double pace = nodes.updatesPerSecond(3);
        RunStatus status = nodes.status().orElseThrow();
        Nodes.say(
            "%s s: %.0f updates/s, update %d of %d", jump, pace, status.update(), status.updates());
        assertTrue(pace > 0, nodes::said);
        assertEquals(3, status.nodes().size(), nodes::said);
        assertTrue(status.isRunning(), "too short a training: " + status);
      }
      nodes.awaitEnd(600);
      RunStatus end = nodes.status().orElseThrow();
      assertEquals("completed", end.state());
      assertEquals(0, end.epoch(), nodes::said);
      assertJumped(nodes.run().resolve("node-1.log"));
      return nodes.run();
    }
  }

  /** What a node logs tells that its clock has gone an hour ahead within less. */
  private static void assertJumped(Path log) throws IOException {
    List<OffsetDateTime> times =
        Files.readAllLines(log).stream()
            .filter(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*"))
            .map(line -> OffsetDateTime.parse(line.substring(0, line.indexOf(' '))))
            .toList();
    Duration seen = Duration.between(times.get(0), times.get(times.size() - 1));
    System.out.println("by its own clock the node took " + seen);
    assertTrue(seen.compareTo(Duration.ofMinutes(59)) > 0, seen::toString);
  }

  @Test
  void shouldLearnToTheBitWhatOneProcessLearns() throws IOException {
    List<String> settings = SmallTraining.settings("lockstep", 200);
    assertEquals(
        Nodes.digest(NodeProcess.train(folder.resolve("alone"), settings)),
        Nodes.digest(train(settings)));
  }

  @Test
  void shouldGoOnWithoutWaiting() throws IOException {
    train(SmallTraining.settings("async", 400));
  }
}
