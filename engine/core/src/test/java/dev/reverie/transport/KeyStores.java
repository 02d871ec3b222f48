package dev.reverie.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Keys of an authority, of a node whose certificate it has signed, and of a stranger. */
final class KeyStores {
  private static final String PASSWORD = "secret-of-tests";

  private final KeyStore all;

  private KeyStores(KeyStore all) {
    this.all = all;
  }

  static KeyStores create(Path folder) throws Exception {
    Path file = folder.resolve("all.p12");
    makeKeyPair(file, "authority", "-ext", "bc:c");
    makeKeyPair(file, "node", "-signer", "authority");
    makeKeyPair(file, "stranger");
    return new KeyStores(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
  }

  /** A node's key; trusts the authority. */
  SSLContext ofNode() throws Exception {
    return context(keys("node"), trustIn("authority"));
  }

  SSLContext withoutKey() throws Exception {
    return context(null, trustIn("authority"));
  }

  /** A key that the authority has not signed. */
  SSLContext ofStranger() throws Exception {
    return context(keys("stranger"), trustIn("authority"));
  }

  SSLContext thatTrustsNobodyKnown() throws Exception {
    return context(keys("node"), trustIn("stranger"));
  }

  private static void makeKeyPair(Path file, String name, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", name, "-dname", "CN=" + name));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "3650"));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
    command.addAll(List.of("-storetype", "PKCS12", "-J-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + output);
    }
  }

  private KeyManager[] keys(String name) throws IOException, GeneralSecurityException {
    KeyStore own = empty();
    char[] password = PASSWORD.toCharArray();
    own.setKeyEntry(name, all.getKey(name, password), password, all.getCertificateChain(name));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(own, password);
    return factory.getKeyManagers();
  }

  private TrustManager[] trustIn(String name) throws IOException, GeneralSecurityException {
    KeyStore trusted = empty();
    trusted.setCertificateEntry(name, all.getCertificate(name));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static SSLContext context(KeyManager[] keys, TrustManager[] trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust, null);
    return context;
  }
}
