package dev.reverie.transport;

import akka.Done;
import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Tcp;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts connections from whoever is admitted, until it is closed or the actor system ends. */
public final class DataServer {
  private final ActorSystem<?> system;
  private final Admission admission;
  private final DataHandler handler;
  private final DataSettings settings;
  private final Set<Peer> peers = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private volatile Tcp.ServerBinding binding;

  private DataServer(ActorSystem<?> system, Admission admission, DataHandler handler) {
    this.system = system;
    this.admission = admission;
    this.handler = handler;
    this.settings = DataSettings.of(system.settings().config());
  }

  /**
   * Begins to listen.
   *
   * @param port 0 for any that is free
   * @param handler of all connections; called for several of them at the same time
   * @return fails with a {@link java.net.BindException} or its like
   */
  public static CompletionStage<DataServer> bind(
      ActorSystem<?> system,
      String host,
      int port,
      Security security,
      Admission admission,
      DataHandler handler) {
    DataServer server = new DataServer(system, admission, handler);
    return security
        .bind(Tcp.get(system), host, port)
        .to(Sink.foreach(server::accept))
        .run(system)
        .thenApply(
            binding -> {
              server.binding = binding;
              return server;
            });
  }

  private void accept(Tcp.IncomingConnection incoming) {
    Connection connection =
        new Connection(
            DataClient.name(incoming.remoteAddress()),
            Opening.ofServer(admission),
            settings,
            handler);
    Peer peer = connection.peer();
    peers.add(peer);
    connection.ended().thenAccept(peers::remove);
    incoming.handleWith(Flow.fromGraph(connection), system);
    if (closed) {
      peer.close();
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return binding.localAddress();
  }

  /**
   * Ends all connections and listens no more.
   *
   * @return when it no longer listens
   */
  public CompletionStage<Done> close() {
    closed = true;
    CompletionStage<Done> unbound = binding.unbind().thenApply(none -> Done.getInstance());
    peers.forEach(Peer::close);
    return unbound;
  }
}
