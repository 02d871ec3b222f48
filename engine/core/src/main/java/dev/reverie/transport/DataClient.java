package dev.reverie.transport;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Tcp;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/** Makes connections to a {@link DataServer}. */
public final class DataClient {
  private DataClient() {}

  /**
   * Connects and says who this is.
   *
   * @param token at most 1024 bytes by which the server decides
   * @param handler of this connection
   * @return the server, when it has admitted this side; fails when it cannot be reached, does not
   *     answer within {@code reverie.engine.data-plane.handshake-timeout}, or refuses, for a reason
   *     that it keeps to itself
   */
  public static CompletionStage<Peer> connect(
      ActorSystem<?> system,
      String host,
      int port,
      Security security,
      byte[] token,
      DataHandler handler) {
    InetSocketAddress address = InetSocketAddress.createUnresolved(host, port);
    Connection connection =
        new Connection(
            name(address),
            Opening.ofClient(token),
            DataSettings.of(system.settings().config()),
            handler);
    security.connect(Tcp.get(system), address).join(Flow.fromGraph(connection)).run(system);
    return connection.agreed();
  }

  static String name(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }
}
