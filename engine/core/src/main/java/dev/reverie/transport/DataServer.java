package dev.reverie.transport;

import akka.Done;
import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.japi.Pair;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Where others connect to. A client that shows no good token gets a closed connection. */
public final class DataServer {
  private final Tcp.ServerBinding binding;

  private DataServer(Tcp.ServerBinding binding) {
    this.binding = binding;
  }

  /**
   * Listens at an address.
   *
   * @param port 0 for any
   * @param admission says of a token whether whoever shows it may connect; called on connections'
   *     threads
   */
  public static CompletionStage<DataServer> bind(
      ActorSystem<?> system,
      String host,
      int port,
      Security security,
      Predicate<byte[]> admission,
      DataHandler handler) {
    Tcp tcp = Tcp.get(system);
    Source<Tcp.IncomingConnection, CompletionStage<Tcp.ServerBinding>> connections =
        security.isTls() ? tcp.bindWithTls(host, port, security::server) : tcp.bind(host, port);
    return connections
        .to(
            Sink.foreach(
                connection -> {
                  Pair<Peer, Flow<ByteString, ByteString, NotUsed>> wired =
                      Wiring.server(
                          system, connection.remoteAddress().toString(), admission, handler);
                  connection.handleWith(wired.second(), system);
                }))
        .run(system)
        .thenApply(DataServer::new);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return binding.localAddress();
  }

  /** Listens no more; connections that are open stay. */
  public CompletionStage<Done> close() {
    return binding.unbind().thenApply(done -> Done.getInstance());
  }
}
