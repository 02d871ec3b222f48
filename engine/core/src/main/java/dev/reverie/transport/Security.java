package dev.reverie.transport;

import akka.NotUsed;
import akka.io.Inet;
import akka.io.TcpSO;
import akka.stream.TLSClosing;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** How connections are secured; both sides need the same. */
public final class Security {

  /** Not at all: anybody on the way can read and change everything, and see the token. */
  public static final Security NONE = new Security(null, null);

  private static final int BACKLOG = 128;
  private static final List<Inet.SocketOption> OPTIONS =
      List.of(TcpSO.tcpNoDelay(true), TcpSO.keepAlive(true));
  private static final String[] PROTOCOLS = {"TLSv1.3"};

  private final Supplier<SSLEngine> server;
  private final Function<InetSocketAddress, SSLEngine> client;

  private Security(Supplier<SSLEngine> server, Function<InetSocketAddress, SSLEngine> client) {
    this.server = server;
    this.client = client;
  }

  /**
   * TLS 1.3, where each side must show a certificate that the other trusts.
   *
   * @param context with this node's key and the certificates it trusts
   */
  public static Security tls(SSLContext context) {
    return tls(() -> engine(context, false), address -> engine(context, true));
  }

  /**
   * TLS with engines that the caller has set up.
   *
   * @param server a new engine for each connection that is accepted
   * @param client a new engine for each connection that is made, to that address
   */
  public static Security tls(
      Supplier<SSLEngine> server, Function<InetSocketAddress, SSLEngine> client) {
    return new Security(server, client);
  }

  private static SSLEngine engine(SSLContext context, boolean client) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(client);
    engine.setEnabledProtocols(PROTOCOLS);
    if (!client) {
      engine.setNeedClientAuth(true);
    }
    return engine;
  }

  Source<Tcp.IncomingConnection, CompletionStage<Tcp.ServerBinding>> bind(
      Tcp tcp, String host, int port) {
    return server == null
        ? tcp.bind(host, port, BACKLOG, OPTIONS, false, Optional.empty())
        : tcp.bindWithTls(
            host,
            port,
            server,
            BACKLOG,
            OPTIONS,
            Optional.empty(),
            session -> Optional.empty(),
            TLSClosing.eagerClose());
  }

  Flow<ByteString, ByteString, NotUsed> connect(Tcp tcp, InetSocketAddress address) {
    return (client == null
            ? tcp.outgoingConnection(
                address, Optional.empty(), OPTIONS, false, Optional.empty(), Optional.empty())
            : tcp.outgoingConnectionWithTls(
                address,
                () -> client.apply(address),
                Optional.empty(),
                OPTIONS,
                Optional.empty(),
                Optional.empty(),
                session -> Optional.empty(),
                TLSClosing.eagerClose()))
        .mapMaterializedValue(connected -> NotUsed.getInstance());
  }

  @Override
  public String toString() {
    return server == null ? "none" : "TLS";
  }
}
