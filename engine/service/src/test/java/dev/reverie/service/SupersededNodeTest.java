package dev.reverie.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.cluster.Node;
import dev.reverie.cluster.NodeEvent;
import dev.reverie.cluster.NodeSettings;
import dev.reverie.service.node.NodeOptions;
import dev.reverie.service.node.NodeResult;
import dev.reverie.service.node.Profile;
import dev.reverie.service.plan.Given;
import dev.reverie.service.settings.Setting;
import dev.reverie.service.settings.SettingsFile;
import dev.reverie.service.training.Plan;
import dev.reverie.service.training.Planner;
import dev.reverie.transport.Security;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node as people start it, which has the aggregator, and another one, which goes only when it is
 * told to.
 */
final class SupersededNodeTest {
  private static final String HOST = "127.0.0.1";
  private static final String OUT = "run";
  private static final long PATIENCE_SECONDS = 60;

  /** The aggregator says so twice a second; its node would leave within one. */
  private static final int TIMES = 8;

  private static final String PROFILE =
      """
      include classpath("profiles/local.conf")
      akka.cluster {
        gossip-interval = 100 ms
        leader-actions-interval = 100 ms
        periodic-tasks-initial-delay = 100 ms
        seed-node-timeout = 1 s
      }
      """;

  private static final Map<Setting, String> SETTINGS =
      new EnumMap<>(
          Map.of(
              Setting.DATA,
              "bars-and-stripes",
              Setting.HIDDEN,
              "8",
              Setting.PARTICLES,
              "20",
              Setting.EPOCHS,
              "10000000",
              Setting.CHAINS,
              "2",
              Setting.CHECKPOINT_EVERY,
              "500"));

  @TempDir Path folder;

  private final BlockingQueue<NodeEvent> events = new LinkedBlockingQueue<>();
  private Path profile;
  private int port;

  @BeforeEach
  void makeProfile() throws IOException {
    profile = Files.writeString(folder.resolve("quick.conf"), PROFILE);
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      port = socket.getLocalPort();
    }
  }

  private CompletableFuture<Run> startFirst() {
    List<String> command =
        new ArrayList<>(List.of("node", "--name=first", "--profile=" + profile, "--out=" + OUT));
    command.addAll(List.of("--cores=1", "--port=" + port, "--seed-node=" + HOST + ":" + port));
    SETTINGS.forEach((setting, text) -> command.add("--" + setting.key() + "=" + text));
    CompletableFuture<Run> first = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> first.complete(Run.in(folder, command.toArray(String[]::new))), "first node");
    thread.setDaemon(true);
    thread.start();
    return first;
  }

  private ActorSystem<NodeEvent> startSecond(Plan plan) {
    NodeOptions options =
        new NodeOptions(
            profile.toString(),
            Optional.of("second"),
            Optional.of(HOST),
            Optional.of(0),
            0,
            Optional.of(1),
            true,
            List.of(HOST + ":" + port),
            false);
    return ActorSystem.create(
        Behaviors.setup(
            context -> {
              context.spawn(node(plan, context.getSelf()), "node");
              return Behaviors.receive(NodeEvent.class)
                  .onAnyMessage(
                      event -> {
                        events.add(event);
                        return Behaviors.same();
                      })
                  .build();
            }),
        "reverie",
        ConfigFactory.parseString("akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off")
            .withFallback(Profile.of(options, folder).config()));
  }

  private static Behavior<Node.Command> node(Plan plan, ActorRef<NodeEvent> listener) {
    return Node.create(
        new NodeSettings("second", 1, true, HOST, 0, Security.NONE),
        plan.workload().learner().objective(),
        plan.workload().run(plan.folder().checkpoints()),
        listener);
  }

  /** The next event of a kind; the second node must not get the aggregator meanwhile. */
  private <T extends NodeEvent> T await(Class<T> kind) throws InterruptedException {
    while (true) {
      NodeEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(event, () -> "no " + kind.getSimpleName());
      assertFalse(event instanceof NodeEvent.Begins, event::toString);
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
  }

  @Test
  void shouldLeaveLastWithTheAggregatorSoThatItIsNotHandedOver() throws Exception {
    Plan plan = new Planner(folder).shared(SettingsFile.none(), new Given(SETTINGS), Path.of(OUT));
    CompletableFuture<Run> first = startFirst();
    ActorSystem<NodeEvent> second = startSecond(plan);
    try {
      await(NodeEvent.Joined.class);
      CheckpointStore others = new CheckpointStore(plan.folder().checkpoints());
      assertEquals(1, others.openEpoch().epoch());
      for (int time = 0; time < TIMES; time++) {
        assertEquals(NodeEvent.SUPERSEDED, await(NodeEvent.Ended.class).status());
      }
      assertFalse(first.isDone(), "still there");
    } finally {
      CoordinatedShutdown.get(second)
          .runAll(CoordinatedShutdown.clusterLeavingReason())
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    Run run = first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertEquals(NodeResult.PARTED, run.status(), run::toString);
    assertTrue(run.err().contains("first was parted from the other nodes"), run::toString);
    assertEquals(2, new CheckpointStore(plan.folder().checkpoints()).openEpoch().epoch());
  }
}
