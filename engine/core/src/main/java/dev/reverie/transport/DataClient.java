package dev.reverie.transport;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.japi.Pair;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/** Connects to a {@link DataServer}. */
public final class DataClient {
  private DataClient() {}

  /**
   * Connects. Whether the server lets the client in shows by what comes then.
   *
   * @param token to show, at most 64 bytes
   * @return the peer, once there is a connection
   */
  public static CompletionStage<Peer> connect(
      ActorSystem<?> system,
      String host,
      int port,
      Security security,
      byte[] token,
      DataHandler handler) {
    Tcp tcp = Tcp.get(system);
    Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> connection =
        security.isTls()
            ? tcp.outgoingConnectionWithTls(
                InetSocketAddress.createUnresolved(host, port), security::client)
            : tcp.outgoingConnection(host, port);
    Pair<Peer, Flow<ByteString, ByteString, NotUsed>> wired =
        Wiring.client(system, host + ":" + port, token, handler);
    return connection
        .joinMat(wired.second(), Keep.left())
        .run(system)
        .thenApply(
            connected -> {
              handler.opened(wired.first());
              return wired.first();
            });
  }
}
