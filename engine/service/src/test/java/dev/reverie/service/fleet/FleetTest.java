package dev.reverie.service.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.service.console.Console;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.node.NodeResult;
import dev.reverie.service.status.RunStatus;
import dev.reverie.service.status.StatusFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fleet of processes that do as they are told; ten seconds pass each time that somebody looks at
 * the clock.
 */
final class FleetTest {
  private static final int KILLED = 128 + 9;

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong time = new AtomicLong();
  private final List<String> started = new ArrayList<>();
  private final Deque<Consumer<Played>> play = new ArrayDeque<>();
  private final List<Played> processes = new ArrayList<>();
  private Fleet fleet;

  /** A process. */
  private static final class Played implements NodeProcess {
    private final Events events;
    private boolean stopped;
    private boolean running = true;

    Played(Events events) {
      this.events = events;
    }

    void end(int status) {
      if (running) {
        running = false;
        events.ended(status);
      }
    }

    @Override
    public void stop() {
      stopped = true;
      end(0);
    }

    @Override
    public void kill() {
      end(KILLED);
    }
  }

  @BeforeEach
  void build() {
    Console console =
        new Console(
            stream(out),
            stream(err),
            false,
            folder,
            stop -> () -> {},
            () -> time.addAndGet(10_000_000_000L));
    fleet =
        new Fleet(
            console,
            new RunFolder(folder),
            List.of("h:1", "h:2"),
            (name, address, seeds, events) -> {
              started.add(name + " " + address + " " + seeds);
              Played process = new Played(events);
              processes.add(process);
              play.remove().accept(process);
              return process;
            });
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static void goOn(Played process) {}

  private void endAll(int status) {
    processes.forEach(process -> process.end(status));
  }

  @Test
  void shouldEndWithItsNodesAndSayWhatTheySaid() throws Exception {
    play.add(
        process -> {
          process.events.said("trained 1 of 1 epochs");
          process.end(0);
        });
    play.add(process -> process.end(0));

    assertEquals(0, fleet.run());
    assertEquals("trained 1 of 1 epochs\n", out());
    assertEquals(List.of("node-1 h:1 [h:1, h:2]", "node-2 h:2 [h:1, h:2]"), started);
  }

  @Test
  void shouldStartANodeAgainThatWasKilledOrParted() throws Exception {
    play.add(FleetTest::goOn);
    play.add(process -> process.end(KILLED));
    play.add(process -> process.end(NodeResult.PARTED));
    play.add(process -> endAll(0));

    assertEquals(0, fleet.run());
    assertEquals(List.of("node-2 h:2 [h:1, h:2]"), started.subList(3, 4));
    assertTrue(out().contains("node-2 was killed by signal 9; it is started again in 1 s"), out());
    assertTrue(out().contains("node-2 lost the others; it is started again in 2 s"), out());
  }

  @Test
  void shouldStartAllAgainWhenNoneIsLeft() throws Exception {
    play.add(FleetTest::goOn);
    play.add(process -> endAll(KILLED));
    play.add(FleetTest::goOn);
    play.add(process -> endAll(0));

    assertEquals(0, fleet.run());
    assertEquals(4, started.size(), started::toString);
    assertTrue(out().contains("no node is left; the training goes on"), out());
  }

  @Test
  void shouldNotHaveANodeWaitForOthersThatHaveEnded() throws Exception {
    play.add(process -> process.end(0));
    play.add(process -> process.end(KILLED));
    play.add(process -> process.end(0));

    assertEquals(0, fleet.run());
    assertEquals("node-2 h:2 [h:2]", started.get(2));
  }

  private void completeBy(String conductor) throws IOException {
    StatusFile.write(
        new RunFolder(folder).status(),
        new RunStatus(
            "completed",
            "",
            0,
            conductor,
            1,
            1,
            1,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            2,
            0,
            "",
            List.of()));
  }

  @Test
  void shouldNotStartANodeAgainOnceTheTrainingHasEnded() throws IOException, InterruptedException {
    completeBy("node-1");
    play.add(process -> process.end(0));
    play.add(process -> process.end(KILLED));

    assertEquals(0, fleet.run());
    assertEquals(2, started.size(), started::toString);
  }

  @Test
  void shouldNotSayThatAllIsWellWhenTheFolderMayNotBeComplete() throws Exception {
    completeBy("node-2");
    play.add(process -> process.end(0));
    play.add(process -> process.end(KILLED));

    assertEquals(1, fleet.run());
    assertEquals(2, started.size(), started::toString);
    assertTrue(err().contains("./reverie train --resume " + folder), err());
  }

  @Test
  void shouldEndWithTheTrainingsFailureAndSayItOnce() throws Exception {
    play.add(
        process -> {
          process.events.complained("reverie: diverged");
          process.end(1);
        });
    play.add(
        process -> {
          process.events.complained("reverie: diverged");
          process.end(1);
        });

    assertEquals(1, fleet.run());
    assertEquals("reverie: diverged\n", err());
  }

  @Test
  void shouldStopTheOthersWhenANodeIsRefused() throws Exception {
    play.add(FleetTest::goOn);
    play.add(process -> process.end(2));

    assertEquals(2, fleet.run());
    assertTrue(processes.get(0).stopped);
  }

  @Test
  void shouldStopAllWhenItIsTold() throws Exception {
    play.add(FleetTest::goOn);
    play.add(process -> fleet.stop());

    assertEquals(0, fleet.run());
    assertTrue(processes.stream().allMatch(process -> process.stopped));
  }

  @Test
  void shouldGiveUpANodeThatDiesAgainAndAgain() throws Exception {
    play.add(FleetTest::goOn);
    for (int life = 0; life < 10; life++) {
      play.add(process -> process.end(KILLED));
    }

    assertEquals(1, fleet.run());
    assertTrue(err().contains("node-2 was killed by signal 9 again and again"), err());
    assertTrue(processes.get(0).stopped);
  }
}
