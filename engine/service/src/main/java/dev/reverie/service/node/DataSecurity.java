package dev.reverie.service.node;

import com.typesafe.config.Config;
import dev.reverie.input.InputException;
import dev.reverie.transport.Security;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Connections for data, secured by the keys that connections for messages have. */
final class DataSecurity {
  private DataSecurity() {}

  /**
   * @param keys as Akka's {@code config-ssl-engine} has them
   * @throws InputException when a file cannot be used
   */
  static Security of(Config keys) {
    return Security.tls(context(keys));
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
