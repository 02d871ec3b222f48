package dev.reverie.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.service.status.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asynchronous trainings of which nodes are killed again and again learn as much as those that are
 * left alone. A training must outlast 25 kills, of which each takes some 30 s until all nodes are
 * at work again.
 */
@Tag("long")
final class KilledNodesTest {
  private static final int FIRST = Integer.getInteger("reverie.first-seed", 1);
  private static final int SEEDS = Integer.getInteger("reverie.seeds", 5);
  private static final int NODES = 3;
  private static final int WORKERS = 20;
  private static final int CONDUCTORS = 5;
  private static final int HIDDEN = 16;
  private static final int BOUND = 8;
  private static final int INTERVAL = 100;

  /** Of the last updates before a crash the other nodes need not have heard. */
  private static final int UNHEARD = INTERVAL / 4;

  private static final double NATS = 0.5;

  /** As local.conf, but quicker to give up a node that has died, which takes most of the time. */
  private static final String PROFILE =
      """
      include classpath("profiles/local.conf")
      akka.cluster {
        failure-detector.acceptable-heartbeat-pause = 2 s
        split-brain-resolver.stable-after = 1 s
        retry-unsuccessful-join-after = 1 s
      }
      """;

  @TempDir private Path folder;

  private static List<String> settings(long seed) {
    return List.of(
        "--hidden=" + HIDDEN,
        "--epochs=" + Integer.getInteger("reverie.epochs", 2500),
        "--batch=500",
        "--particles=500",
        "--steps=10",
        "--chains=6",
        "--threads=6",
        "--max-staleness=" + BOUND,
        "--checkpoint-every=" + INTERVAL,
        "--seed=" + seed);
  }

  /** One training that is killed, and what is seen of it meanwhile. */
  private static final class Watched {
    private final Nodes nodes;
    private final Killing killing;
    private final long seed;
    private int epoch;
    private long lost;

    Watched(Nodes nodes, long seed) {
      this.nodes = nodes;
      this.killing = new Killing(WORKERS, CONDUCTORS, seed);
      this.seed = seed;
    }

    /** No status may be of an older epoch than one before, or tell of older statistics. */
    private boolean isSound(RunStatus status) {
      assertTrue(status.epoch() >= epoch, () -> "an older epoch than " + epoch + ": " + status);
      assertTrue(status.oldest() <= BOUND, status::toString);
      epoch = status.epoch();
      return true;
    }

    /** All are at work, and some more updates have been made. */
    private RunStatus awaitAll(long updates) {
      RunStatus all =
          nodes.await(
              "all nodes",
              status ->
                  isSound(status)
                      && status.nodes().size() == NODES
                      && status.nodes().stream().allMatch(node -> node.chains() > 0));
      return nodes.awaitUpdate(all.epoch(), all.update() + updates, this::isSound);
    }

    /** Statuses tell of nodes a moment later; with two away the third one would give up. */
    private void awaitGone(String name) {
      nodes.await(
          name + " is gone",
          status ->
              isSound(status)
                  && status.nodes().stream().noneMatch(node -> node.name().equals(name)));
    }

    void kill() {
      for (Killing.Victim victim : killing.victims()) {
        RunStatus before = awaitAll(killing.updates());
        assertTrue(before.isRunning(), "too short a training: " + before);
        int conductor = nodes.conductor();
        if (victim == Killing.Victim.WORKER) {
          int killed = killing.anyBut(conductor, NODES);
          nodes.node(killed).kill();
          awaitGone("node-" + killed);
          nodes.start(killed);
        } else {
          killConductor(victim, conductor);
        }
      }
      awaitAll(1);
      assertTrue(killing.insideWrites() > 0, "no kill was inside a write");
    }

    private void killConductor(Killing.Victim victim, int conductor) {
      NodeProcess process = nodes.node(conductor);
      if (victim == Killing.Victim.WRITER) {
        killing.killWriting(process, nodes.run().resolve("checkpoint"));
      } else {
        process.kill();
      }
      RunStatus last = nodes.status().orElseThrow();
      nodes.start(conductor);
      RunStatus next =
          nodes.await(
              "what the crash cost",
              status -> isSound(status) && status.epoch() > last.epoch() && status.lost() != null);
      Nodes.say(
          "seed %d: %s %d died at update %d at least; epoch %d from %d, lost %d",
          seed, victim, conductor, last.update(), next.epoch(), next.from(), next.lost());
      assertTrue(next.lost() >= last.update() - next.from() - UNHEARD, next::toString);
      assertTrue(next.lost() <= INTERVAL, next::toString);
      lost += next.lost();
    }
  }

  /** Starts all nodes; returns the exact likelihood when they have ended. */
  private double train(String name, long seed, boolean kill) throws IOException {
    Path several = Files.createDirectory(folder.resolve(name + "-" + seed));
    long began = System.nanoTime();
    Files.writeString(several.resolve("quick.conf"), PROFILE);
    try (Nodes nodes = new Nodes(several, "quick.conf", NODES, settings(seed))) {
      for (int node = 1; node <= NODES; node++) {
        nodes.start(node);
      }
      Watched watched = new Watched(nodes, seed);
      if (kill) {
        watched.kill();
      }
      nodes.awaitEnd(900);
      RunStatus end = nodes.status().orElseThrow();
      assertTrue(watched.isSound(end));
      assertEquals("completed", end.state());
      double likelihood = Likelihood.exact(nodes.run(), HIDDEN);
      Nodes.say(
          "seed %d, %s: %.2f nats; %d kills inside a write, %d updates lost in %d epochs, oldest"
              + " statistics used %d updates old, %.0f s",
          seed,
          name,
          likelihood,
          watched.killing.insideWrites(),
          watched.lost,
          end.epoch(),
          end.oldest(),
          (System.nanoTime() - began) / 1e9);
      return likelihood;
    }
  }

  @Test
  void shouldLearnAsMuchAsNodesThatLive() throws IOException {
    List<Double> differences = new ArrayList<>();
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      differences.add(train("killed", seed, true) - train("alone", seed, false));
    }
    double mean = differences.stream().mapToDouble(each -> each).average().orElseThrow();
    Nodes.say("nats more than those that live: %s, mean %.2f", differences, mean);
    assertTrue(Math.abs(mean) <= NATS, differences::toString);
  }
}
