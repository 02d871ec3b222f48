package dev.reverie.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {
  @TempDir static Path folder;
  private static KeyStores stores;

  @BeforeAll
  static void makeKeys() throws Exception {
    stores = KeyStores.create(folder);
  }

  private static Network network() throws Exception {
    return new Network("", Security.tls(stores.ofNode()), new Recorder());
  }

  private static void assertRefused(Security security) throws Exception {
    try (Network network = network()) {
      Recorder atClient = new Recorder();
      Network.failure(network.connect(Network.TOKEN, security, atClient));
      assertTrue(atClient.heardNothing());
      Network.await(network.connect(Network.TOKEN, new Recorder()));
      network.atServer.peer();
      assertTrue(network.atServer.heardNothing());
    }
  }

  @Test
  void shouldCarryFramesOfAnySizeBothWays() throws Exception {
    try (Network network = network()) {
      ConnectionTest.echo(network, ConnectionTest.LENGTHS);
    }
  }

  @Test
  void shouldTellBothWhenOneCloses() throws Exception {
    try (Network network = network()) {
      Recorder atClient = new Recorder();
      Peer peer = Network.await(network.connect(Network.TOKEN, atClient));
      atClient.peer();
      network.atServer.peer();
      peer.close();
      assertEquals(Optional.empty(), atClient.ending());
      assertEquals(Optional.empty(), network.atServer.ending());
    }
  }

  @Test
  void shouldRefuseAClientWithoutACertificate() throws Exception {
    assertRefused(Security.tls(stores.withoutKey()));
  }

  @Test
  void shouldRefuseAClientWithACertificateOfItsOwnMaking() throws Exception {
    assertRefused(Security.tls(stores.ofStranger()));
  }

  @Test
  void shouldRefuseAServerThatTheClientDoesNotTrust() throws Exception {
    assertRefused(Security.tls(stores.thatTrustsNobodyKnown()));
  }

  @Test
  void shouldTellNothingInPlainText() throws Exception {
    try (Network network = network();
        RawClient client = network.rawClient()) {
      client.write(RawClient.greeting(Network.TOKEN));
      byte[] answer = client.readToTheEnd();
      assertTrue(answer.length == 0 || answer[0] == 21, "an alert at most");
      assertTrue(network.atServer.heardNothing());
    }
  }

  @Test
  void shouldTellNothingToAClientWithoutACertificate() throws Exception {
    SSLContext context = stores.withoutKey();
    try (Network network = network();
        SSLSocket socket =
            (SSLSocket)
                context
                    .getSocketFactory()
                    .createSocket("127.0.0.1", network.server.address().getPort())) {
      socket.setSoTimeout(60_000);
      assertEquals(0, answer(socket).length);
      assertTrue(network.atServer.heardNothing());
    }
  }

  private static byte[] answer(SSLSocket socket) {
    try {
      socket.getOutputStream().write(RawClient.greeting(Network.TOKEN));
      return socket.getInputStream().readNBytes(1);
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError(e);
    } catch (IOException refused) {
      return new byte[0];
    }
  }
}
