package dev.reverie.service.node;

import com.typesafe.config.Config;
import dev.reverie.input.InputException;
import dev.reverie.transport.Security;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** Connections for data, secured by the keys that connections for messages have. */
final class DataSecurity {
  private static final String[] PROTOCOLS = {"TLSv1.3"};

  private DataSecurity() {}

  /**
   * @param keys as Akka's {@code config-ssl-engine} has them
   * @throws InputException when a file cannot be used
   */
  static Security of(Config keys) {
    SSLContext context = context(keys);
    String[] algorithms = keys.getStringList("enabled-algorithms").toArray(String[]::new);
    boolean verifies = keys.getBoolean("hostname-verification");
    requireUsable(context, algorithms);
    return Security.tls(
        () -> server(context, algorithms),
        address -> client(context, algorithms, address, verifies));
  }

  private static void requireUsable(SSLContext context, String[] algorithms) {
    try {
      server(context, algorithms);
    } catch (IllegalArgumentException e) {
      throw new InputException("enabled-algorithms cannot be used: " + e.getMessage(), e);
    }
  }

  /** For a connection that is accepted. */
  static SSLEngine server(SSLContext context, String[] algorithms) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(true);
    return limited(engine, algorithms);
  }

  /** For a connection that is made. */
  static SSLEngine client(
      SSLContext context, String[] algorithms, InetSocketAddress address, boolean verifies) {
    SSLEngine engine = context.createSSLEngine(address.getHostString(), address.getPort());
    engine.setUseClientMode(true);
    if (verifies) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
    }
    return limited(engine, algorithms);
  }

  private static SSLEngine limited(SSLEngine engine, String[] algorithms) {
    engine.setEnabledProtocols(PROTOCOLS);
    engine.setEnabledCipherSuites(algorithms);
    return engine;
  }

  private static SSLContext context(Config keys) {
    KeyStore own = store(keys, "key-store");
    KeyStore trusted = store(keys, "trust-store");
    try {
      KeyManagerFactory mine =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      mine.init(own, keys.getString("key-password").toCharArray());
      TrustManagerFactory theirs =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      theirs.init(trusted);
      SSLContext context = SSLContext.getInstance(keys.getString("protocol"));
      context.init(mine.getKeyManagers(), theirs.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new InputException(
          "key-store=" + keys.getString("key-store") + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static KeyStore store(Config keys, String key) {
    Path file = Path.of(keys.getString(key));
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(in, keys.getString(key + "-password").toCharArray());
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new InputException(key + "=" + file + " cannot be read: " + e, e);
    }
  }
}
