package dev.reverie.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ConnectionTest {
  static final int[] LENGTHS = {0, 1, 20, 1000, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 3_000_001};

  /** More than any buffers on the way hold. */
  private static final int HUGE = 64 << 20;

  private static byte[] payload(int length) {
    byte[] payload = new byte[length];
    for (int i = 0; i < length; i++) {
      payload[i] = (byte) (i * 0x9E3779B1 >>> 24);
    }
    return payload;
  }

  private static Frame small(int type, long key, int value) {
    return new Frame((byte) type, key, new byte[] {(byte) value});
  }

  private static void assertFrame(int type, long key, int value, Frame actual) {
    assertEquals(type, actual.type());
    assertEquals(key, actual.key());
    assertArrayEquals(new byte[] {(byte) value}, actual.payload());
  }

  /** A server's side of a connection whose client does not read, and a frame that is under way. */
  private static Peer stalled(Network network, RawClient client) throws Exception {
    client.greet(Network.TOKEN);
    Peer peer = network.atServer.peer();
    peer.send(new Frame((byte) 1, 1, new byte[HUGE]));
    network.awaitAssert(() -> assertEquals(0, peer.waiting()));
    return peer;
  }

  static void echo(Network network, int... lengths) throws Exception {
    Recorder atClient = new Recorder();
    Peer toServer = Network.await(network.connect(Network.TOKEN, atClient));
    Peer toClient = network.atServer.peer();
    assertSame(toServer, atClient.peer());
    assertArrayEquals(Network.TOKEN, toClient.token());
    for (int i = 0; i < lengths.length; i++) {
      toServer.send(new Frame((byte) (i + 1), i, payload(lengths[i])));
    }
    for (int i = 0; i < lengths.length; i++) {
      toClient.send(network.atServer.frame());
    }
    long bytes = 0;
    for (int i = 0; i < lengths.length; i++) {
      Frame back = atClient.frame();
      assertEquals(i + 1, back.type());
      assertEquals(i, back.key());
      assertArrayEquals(payload(lengths[i]), back.payload());
      bytes += FrameHeader.BYTES + lengths[i];
    }
    assertEquals(16 + Network.TOKEN.length + bytes, toServer.bytesSent());
    assertEquals(12 + bytes, toServer.bytesReceived());
    assertEquals(toServer.bytesSent(), toClient.bytesReceived());
    assertEquals(toServer.bytesReceived(), toClient.bytesSent());
  }

  @Test
  void shouldCarryFramesOfAnySizeBothWays() throws Exception {
    try (Network network = new Network()) {
      echo(network, LENGTHS);
    }
  }

  @Test
  void shouldCarryLargeFrames() throws Exception {
    try (Network network = new Network()) {
      echo(network, 40_000_000);
    }
  }

  @Test
  void shouldSendTheNewestToAReaderThatStalled() throws Exception {
    try (Network network = new Network();
        RawClient client = network.rawClient()) {
      Peer peer = stalled(network, client);
      for (int i = 0; i < 100; i++) {
        peer.send(small(1, 1, i));
        peer.send(small(1, 2, i));
        peer.send(small(2, 1, i));
      }
      peer.send(small(1, 1, 100));
      assertEquals(3, peer.waiting());
      assertEquals(HUGE, client.read().payload().length);
      assertFrame(1, 1, 100, client.read());
      assertFrame(1, 2, 99, client.read());
      assertFrame(2, 1, 99, client.read());
    }
  }

  @Test
  void shouldBoundWhatWaitsForAReaderThatNeverReads() throws Exception {
    try (Network network = new Network("max-keys = 10", Security.NONE, new Recorder());
        RawClient client = network.rawClient()) {
      Peer peer = stalled(network, client);
      for (int i = 0; i < 100_000; i++) {
        peer.send(small(3, i % 10, i));
      }
      assertEquals(10, peer.waiting());
      assertThrows(IllegalStateException.class, () -> peer.send(small(3, 10, 0)));
      peer.close();
      assertEquals(Optional.empty(), network.atServer.ending());
      peer.send(small(3, 10, 0));
      assertEquals(0, peer.waiting());
    }
  }

  @Test
  void shouldEndWithAReaderThatNeverReads() throws Exception {
    try (Network network =
            new Network("handshake-timeout = 500 ms", Security.NONE, new Recorder());
        RawClient client = network.rawClient()) {
      Peer peer = stalled(network, client);
      AtomicLong sent = new AtomicLong();
      network.awaitAssert(
          () -> assertEquals(sent.getAndSet(peer.bytesSent()), peer.bytesSent(), "still sending"));
      peer.close();
      assertEquals(Optional.empty(), network.atServer.ending());
      network.awaitAssert(() -> assertThrows(IOException.class, () -> client.write(new byte[1])));
    }
  }

  @Test
  void shouldRefuseFramesThatNobodyWouldAccept() throws Exception {
    try (Network network = new Network("max-frame = 10", Security.NONE, new Recorder())) {
      Recorder atClient = new Recorder();
      Peer peer = Network.await(network.connect(Network.TOKEN, atClient));
      assertThrows(
          IllegalArgumentException.class, () -> peer.send(new Frame((byte) 1, 0, new byte[11])));
      assertThrows(IllegalArgumentException.class, () -> peer.send(small(0, 0, 0)));
      peer.send(new Frame((byte) 1, 0, new byte[10]));
      network.atServer.peer();
      assertEquals(10, network.atServer.frame().payload().length);
    }
  }

  @Test
  void shouldTellBothWhenTheClientCloses() throws Exception {
    try (Network network = new Network()) {
      Recorder atClient = new Recorder();
      Peer peer = Network.await(network.connect(Network.TOKEN, atClient));
      network.atServer.peer();
      atClient.peer();
      peer.close();
      peer.close();
      assertEquals(Optional.empty(), atClient.ending());
      assertEquals(Optional.empty(), network.atServer.ending());
    }
  }

  @Test
  void shouldTellBothWhenTheServerCloses() throws Exception {
    try (Network network = new Network()) {
      Recorder atClient = new Recorder();
      Network.await(network.connect(Network.TOKEN, atClient));
      atClient.peer();
      network.atServer.peer();
      Network.await(network.server.close());
      assertEquals(Optional.empty(), network.atServer.ending());
      assertEquals(Optional.empty(), atClient.ending());
      Network.failure(network.connect(Network.TOKEN, atClient));
    }
  }

  @Test
  void shouldTellWhenTheOtherDies() throws Exception {
    try (Network network = new Network();
        RawClient client = network.rawClient()) {
      client.greet(Network.TOKEN);
      network.atServer.peer();
      client.die();
      assertTrue(network.atServer.ending().isPresent());
    }
  }

  @Test
  void shouldTellWhenAFrameIsCut() throws Exception {
    try (Network network = new Network();
        RawClient client = network.rawClient()) {
      client.greet(Network.TOKEN);
      byte[] bytes = RawClient.bytes(small(1, 1, 1));
      client.write(Arrays.copyOf(bytes, bytes.length - 1));
      client.leave();
      network.atServer.peer();
      assertInstanceOf(EOFException.class, network.atServer.ending().orElseThrow());
    }
  }

  @Test
  void shouldTellWhenTheActorSystemEnds() throws Exception {
    Recorder atServer = new Recorder();
    try (Network network = new Network("", Security.NONE, atServer);
        RawClient client = network.rawClient()) {
      client.greet(Network.TOKEN);
      atServer.peer();
    }
    atServer.ending();
    assertTrue(atServer.heardNothing());
  }

  @Test
  void shouldEndWhatAHandlerFailsOn() throws Exception {
    Recorder failing =
        new Recorder() {
          @Override
          public void received(Peer peer, Frame frame) {
            throw new IllegalStateException("as planned");
          }
        };
    try (Network network = new Network("", Security.NONE, failing);
        RawClient client = network.rawClient()) {
      client.greet(Network.TOKEN);
      client.write(RawClient.bytes(small(1, 1, 1)));
      failing.peer();
      assertEquals("as planned", failing.ending().orElseThrow().getMessage());
      assertEquals(0, client.readToTheEnd().length);
    }
  }

  @Test
  void shouldGiveSignsOfLifeAndMissThem() throws Exception {
    try (Network network =
            new Network("heartbeat = 20 ms, silence = 200 ms", Security.NONE, new Recorder());
        RawClient client = network.rawClient()) {
      client.greet(Network.TOKEN);
      network.atServer.peer();
      for (int i = 0; i < 3; i++) {
        assertEquals(FrameHeader.HEARTBEAT, client.read().type());
      }
      assertInstanceOf(SocketTimeoutException.class, network.atServer.ending().orElseThrow());
    }
  }
}
