package dev.reverie.service.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.ClusterEvent;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.reverie.input.InputException;
import dev.reverie.transport.Security;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProfileTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final String HOST = "127.0.0.1";
  private static final Config NOTHING = ConfigFactory.empty();
  private static final Config ENDS_AT_ONCE =
      ConfigFactory.parseString("akka.coordinated-shutdown.run-by-actor-system-terminate = off");

  @TempDir Path folder;

  private static NodeOptions options(String profile, int port, int seed, boolean conducts) {
    return new NodeOptions(
        profile,
        Optional.empty(),
        Optional.of(HOST),
        Optional.of(port),
        0,
        Optional.of(2),
        conducts,
        List.of(HOST + ":" + seed),
        false);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }

  /** Starts a node's actor system and waits until it is a member. */
  private static ActorSystem<ClusterEvent.MemberUp> start(Profile profile, int members)
      throws Exception {
    CompletableFuture<Void> up = new CompletableFuture<>();
    ActorSystem<ClusterEvent.MemberUp> system =
        ActorSystem.create(
            Behaviors.setup(
                context -> {
                  Cluster.get(context.getSystem())
                      .subscriptions()
                      .tell(Subscribe.create(context.getSelf(), ClusterEvent.MemberUp.class));
                  return count(up, 0, members);
                }),
            Profile.SYSTEM,
            ENDS_AT_ONCE.withFallback(profile.config()));
    up.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return system;
  }

  private static akka.actor.typed.Behavior<ClusterEvent.MemberUp> count(
      CompletableFuture<Void> enough, int seen, int members) {
    return Behaviors.receiveMessage(
        up -> {
          if (seen + 1 == members) {
            enough.complete(null);
          }
          return count(enough, seen + 1, members);
        });
  }

  private static void end(ActorSystem<?> system) throws Exception {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "lan"})
  void shouldStartANodeThatJoinsItself(String name) throws Exception {
    int port = freePort();
    Profile profile = Profile.of(options(name, port, port, true), folder);
    assertSame(Security.NONE, profile.security());
    end(start(profile, 1));
  }

  @Test
  void shouldStartEncryptedNodesThatJoin() throws Exception {
    Certificates certificates = new Certificates(folder);
    int port = freePort();
    Profile first =
        Profile.of(options("tls", port, port, true), folder, certificates.node("node-1"));
    Profile second =
        Profile.of(options("tls", freePort(), port, false), folder, certificates.node("node-2"));
    ActorSystem<?> one = start(first, 1);
    try {
      end(start(second, 2));
    } finally {
      end(one);
    }
    assertFalse(first.security() == Security.NONE);
  }

  @Test
  void shouldSayWhichVariableIsMissing() {
    InputException refused =
        assertThrows(
            InputException.class, () -> Profile.of(options("tls", 0, 1, true), folder, NOTHING));
    assertTrue(refused.getMessage().contains("${REVERIE_"), refused::getMessage);
  }

  @Test
  void shouldSayWhichKeysCannotBeRead() {
    Config environment = new Certificates(folder).node("node-1");
    Config wrong =
        ConfigFactory.parseString("REVERIE_KEY_STORE=/nowhere/node.p12").withFallback(environment);
    Profile profile = Profile.of(options("tls", 0, 1, true), folder, wrong);
    InputException refused = assertThrows(InputException.class, profile::security);
    assertTrue(refused.getMessage().contains("key-store=/nowhere/node.p12"), refused::getMessage);
  }

  @Test
  void shouldGiveTheAggregatorsRoleToThoseThatMayHaveIt() {
    assertEquals(List.of("aggregator"), roles(true));
    assertEquals(List.of(), roles(false));
  }

  private List<String> roles(boolean conducts) {
    return Profile.of(options("lan", 1, 1, conducts), folder)
        .config()
        .getStringList("akka.cluster.roles");
  }

  @Test
  void shouldNameNodesByTheirAddress() {
    assertEquals(
        "127.0.0.1-25521", Profile.of(options("lan", 25521, 1, true), folder).defaultName());
  }

  @Test
  void shouldBePatientWhereOthersMayBeTraining() throws IOException {
    Profile first = Profile.of(options("local", 0, 25520, true), folder, NOTHING);
    String key = "akka.cluster.seed-node-timeout";
    assertEquals(Duration.ofSeconds(3), first.config().getDuration(key));
    assertEquals(Duration.ofSeconds(20), first.ofReturning().config().getDuration(key));
    Files.writeString(
        folder.resolve("slow.conf"),
        "include classpath(\"profiles/local.conf\")\n" + key + " = 60 s\n");
    Profile slow = Profile.of(options("slow.conf", 0, 25520, true), folder, NOTHING);
    assertSame(slow, slow.ofReturning());
  }

  @Test
  void shouldReadAFileThatBuildsOnAnother() throws IOException {
    Files.writeString(
        folder.resolve("my.conf"),
        """
        include classpath("profiles/lan.conf")
        akka.cluster.split-brain-resolver.stable-after = 33 s
        """);
    Config config = Profile.of(options("my.conf", 1, 1, true), folder).config();
    assertEquals(
        33, config.getDuration("akka.cluster.split-brain-resolver.stable-after").toSeconds());
    assertEquals(
        "keep-majority", config.getString("akka.cluster.split-brain-resolver.active-strategy"));
  }

  @Test
  void shouldRefuseKeysThatNobodyReads() throws IOException {
    Files.writeString(folder.resolve("my.conf"), "reverie.train.hidden = 5");
    InputException refused =
        assertThrows(
            InputException.class, () -> Profile.of(options("my.conf", 1, 1, true), folder));
    assertTrue(refused.getMessage().contains("unknown key reverie"), refused::getMessage);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reverie.engine.quantum = 0 s|reverie.engine.quantum=0 s, must be a time above 0",
        "reverie.engine.quantity = 5|unknown setting reverie.engine.quantity",
        "reverie.engine.data-plane.silence = 1 ms|data-plane.silence=1 ms, must be at least",
        "reverie.engine.data-plane.silent = 1 s|unknown setting reverie.engine.data-plane.silent",
        "akka.remote.artery.canonical.port = abc|port has type STRING"
      })
  void shouldRefuseValuesBeforeAnythingStarts(String line, String right) throws IOException {
    Files.writeString(
        folder.resolve("my.conf"), "include classpath(\"profiles/local.conf\")\n" + line);
    NodeOptions options =
        new NodeOptions(
            "my.conf",
            Optional.empty(),
            Optional.of(HOST),
            Optional.empty(),
            0,
            Optional.of(2),
            true,
            List.of(HOST + ":1"),
            false);
    InputException refused =
        assertThrows(InputException.class, () -> Profile.of(options, folder, NOTHING));
    assertTrue(refused.getMessage().startsWith("profile my.conf: "), refused::getMessage);
    assertTrue(refused.getMessage().contains(right), refused::getMessage);
  }
}
