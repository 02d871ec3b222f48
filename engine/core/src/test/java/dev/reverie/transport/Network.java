package dev.reverie.transport;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorSystem;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An actor system with a server that admits one token. */
final class Network implements AutoCloseable {
  static final byte[] TOKEN = {7, 0, -7};

  /** Never over in a test. */
  private static final String PATIENT =
      "handshake-timeout = 10 minutes, heartbeat = 5 minutes, silence = 10 minutes";

  private static final long GENEROUS_SECONDS = 60;

  private final ActorTestKit kit;
  private final Security security;
  final Recorder atServer;
  final DataServer server;

  Network() {
    this("", Security.NONE, new Recorder());
  }

  Network(String settings, Security security, Recorder atServer) {
    this.security = security;
    this.atServer = atServer;
    this.kit =
        ActorTestKit.create(
            ConfigFactory.parseString("reverie.engine.data-plane { " + settings + " }")
                .withFallback(
                    ConfigFactory.parseString("reverie.engine.data-plane { " + PATIENT + " }"))
                .withFallback(ConfigFactory.parseString("akka.stdout-loglevel = error"))
                .withFallback(ConfigFactory.load()));
    this.server =
        await(
            DataServer.bind(
                kit.system(),
                "127.0.0.1",
                0,
                security,
                token -> Arrays.equals(token, TOKEN),
                atServer));
  }

  ActorSystem<?> system() {
    return kit.system();
  }

  CompletionStage<Peer> connect(byte[] token, DataHandler handler) {
    return connect(token, security, handler);
  }

  CompletionStage<Peer> connect(byte[] token, Security with, DataHandler handler) {
    return DataClient.connect(
        kit.system(), "127.0.0.1", server.address().getPort(), with, token, handler);
  }

  RawClient rawClient() throws IOException {
    return new RawClient(server.address());
  }

  static <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    try {
      return future.get(GENEROUS_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** Why it failed. */
  static Throwable failure(CompletionStage<?> stage) {
    return await(
        stage.handle(
            (value, failure) -> {
              if (failure == null) {
                throw new AssertionError("did not fail: " + value);
              }
              return failure;
            }));
  }

  void awaitAssert(Runnable assertion) {
    kit.createTestProbe()
        .awaitAssert(
            Duration.ofSeconds(GENEROUS_SECONDS),
            () -> {
              assertion.run();
              return null;
            });
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
