package dev.reverie.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.LoggingTestKit;
import java.io.EOFException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Strangers get nothing, and liars no more. */
final class RefusalTest {
  private static final byte[] TOKEN = Network.TOKEN;
  private static Network network;

  @BeforeAll
  static void begin() {
    network = new Network("max-frame = 1000", Security.NONE, new Recorder());
  }

  @AfterAll
  static void end() {
    network.close();
  }

  /** What an action gives, which must lead to a warning in the log. */
  private static <T> T warning(String words, Supplier<T> action) {
    return LoggingTestKit.warn(words)
        .withLoggerName(Connection.class.getName())
        .expect(network.system(), action);
  }

  static Stream<Arguments> strangers() {
    byte[] wrong = {7, 0, -8};
    return Stream.of(
        Arguments.of("its token is not admitted", RawClient.greeting(wrong)),
        Arguments.of("its token is not admitted", RawClient.greeting(new byte[0])),
        Arguments.of("not a node", RawClient.greeting("REVERIEX", 1, TOKEN.length, TOKEN)),
        Arguments.of("not a node", "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)),
        Arguments.of("version of the wire=2", RawClient.greeting("REVERIED", 2, 3, TOKEN)),
        Arguments.of("length of the token=-1", RawClient.greeting("REVERIED", 1, -1, TOKEN)),
        Arguments.of("length of the token=1025", RawClient.greeting("REVERIED", 1, 1025, TOKEN)));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void shouldTellAStrangerNothing(String reason, byte[] greeting) throws Exception {
    try (RawClient client = network.rawClient()) {
      assertEquals(0, warning(reason, () -> client.answerTo(greeting)).length);
      assertTrue(network.atServer.heardNothing());
    }
  }

  @Test
  void shouldTellNothingToOneWhoLeavesEarly() throws Exception {
    byte[] greeting = RawClient.greeting(TOKEN);
    for (int length = 0; length < greeting.length; length += 6) {
      try (RawClient client = network.rawClient()) {
        client.write(Arrays.copyOf(greeting, length));
        warning(
            "refused",
            () -> {
              client.leave();
              return null;
            });
        assertEquals(0, client.readToTheEnd().length);
      }
      assertTrue(network.atServer.heardNothing());
    }
  }

  @Test
  void shouldCloseOneWhoSaysNothing() throws Exception {
    Recorder recorder = new Recorder();
    try (Network brief = new Network("handshake-timeout = 100 ms", Security.NONE, recorder);
        RawClient client = brief.rawClient()) {
      client.write(Arrays.copyOf(RawClient.greeting(TOKEN), 5));
      assertEquals(0, client.readToTheEnd().length);
      assertTrue(recorder.heardNothing());
    }
  }

  @Test
  void shouldFailToConnectWithoutAdmission() {
    Recorder recorder = new Recorder();
    Network.failure(network.connect(new byte[] {1}, recorder));
    assertTrue(recorder.heardNothing());
    assertThrows(IllegalArgumentException.class, () -> network.connect(new byte[1025], recorder));
  }

  @Test
  void shouldNotWaitForAServerThatSaysNothing() throws Exception {
    Recorder recorder = new Recorder();
    try (Network brief = new Network("handshake-timeout = 100 ms", Security.NONE, recorder);
        ServerSocket dumb = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = dumb.getLocalPort();
      assertInstanceOf(
          SocketTimeoutException.class,
          Network.failure(
              DataClient.connect(
                  brief.system(), "127.0.0.1", port, Security.NONE, TOKEN, recorder)));
      assertTrue(recorder.heardNothing());
    }
  }

  @Test
  void shouldNotTrustAServerThatIsSomethingElse() throws Exception {
    Recorder recorder = new Recorder();
    try (ServerSocket foreign = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletionStage<Peer> connected =
          DataClient.connect(
              network.system(),
              "127.0.0.1",
              foreign.getLocalPort(),
              Security.NONE,
              TOKEN,
              recorder);
      try (Socket accepted = foreign.accept()) {
        accepted
            .getOutputStream()
            .write("220 mail.example.org".getBytes(StandardCharsets.US_ASCII));
        assertInstanceOf(ProtocolException.class, Network.failure(connected));
      }
      assertTrue(recorder.heardNothing());
    }
  }

  static Stream<Arguments> lies() {
    byte[] bytes = RawClient.bytes(new Frame((byte) 1, 2, new byte[] {3, 4}));
    byte[] inPayload = bytes.clone();
    inPayload[bytes.length - 1] ^= 1;
    byte[] inLength = bytes.clone();
    inLength[1] ^= 1;
    return Stream.of(
        Arguments.of("payload of a frame of type 1 has a wrong checksum", inPayload),
        Arguments.of("header of a frame has a wrong checksum", inLength),
        Arguments.of("frame.length=1001", new FrameHeader(1001, (byte) 1, 2, 0).encode()));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void shouldEndWithALiar(String reason, byte[] lie) throws Exception {
    try (RawClient client = network.rawClient().greet(TOKEN)) {
      network.atServer.peer();
      client.write(RawClient.bytes(new Frame((byte) 9, 9, new byte[0])));
      assertEquals(9, network.atServer.frame().type());
      client.write(lie);
      Throwable failure = network.atServer.ending().orElseThrow();
      assertInstanceOf(ProtocolException.class, failure);
      assertTrue(failure.getMessage().contains(reason), failure.getMessage());
      assertEquals(0, client.readToTheEnd().length);
    }
  }

  @Test
  void shouldNotTakeACutFrameForOne() throws Exception {
    byte[] bytes = RawClient.bytes(new Frame((byte) 1, 2, new byte[] {3, 4}));
    for (int length = 1; length < bytes.length; length += 5) {
      try (RawClient client = network.rawClient().greet(TOKEN)) {
        network.atServer.peer();
        client.write(Arrays.copyOf(bytes, length));
      }
      assertInstanceOf(EOFException.class, network.atServer.ending().orElseThrow());
    }
  }
}
