package dev.reverie.transport;

import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** How connections are secured. */
public final class Security {
  /** Not at all: for networks where everybody is trusted. */
  public static final Security NONE = new Security(Optional.empty());

  private static final String[] PROTOCOLS = {"TLSv1.3"};

  private final Optional<SSLContext> context;

  private Security(Optional<SSLContext> context) {
    this.context = context;
  }

  /** TLS 1.3; both sides show certificates that the context trusts. */
  public static Security tls(SSLContext context) {
    return new Security(Optional.of(context));
  }

  boolean isTls() {
    return context.isPresent();
  }

  SSLEngine server() {
    SSLEngine engine = engine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(true);
    return engine;
  }

  SSLEngine client() {
    SSLEngine engine = engine();
    engine.setUseClientMode(true);
    return engine;
  }

  private SSLEngine engine() {
    SSLEngine engine = context.orElseThrow().createSSLEngine();
    engine.setEnabledProtocols(PROTOCOLS);
    return engine;
  }
}
