package dev.reverie.service.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys and certificates by the JDK's keytool, as cluster-config/README.md says. */
final class Certificates {
  private static final String SECRET = "only-for-this-test";

  private final Path folder;

  /** Makes an authority. */
  Certificates(Path folder) {
    this.folder = folder;
    key("ca", "-dname", "CN=reverie-ca", "-ext", "bc:c");
    keytool("ca", "-exportcert", "-rfc", "-alias", "ca", "-file", file("ca.pem"));
    keytool("trust", "-importcert", "-noprompt", "-alias", "ca", "-file", file("ca.pem"));
  }

  /** What the environment of a node says that has a certificate of this authority. */
  Config node(String name) {
    key(name, "-dname", "CN=" + name);
    keytool(name, "-certreq", "-alias", name, "-file", file(name + ".csr"));
    keytool(
        "ca",
        "-gencert",
        "-rfc",
        "-alias",
        "ca",
        "-infile",
        file(name + ".csr"),
        "-outfile",
        file(name + ".pem"));
    keytool(name, "-importcert", "-noprompt", "-alias", "ca", "-file", file("ca.pem"));
    keytool(name, "-importcert", "-alias", name, "-file", file(name + ".pem"));
    return ConfigFactory.parseMap(
        Map.of(
            "REVERIE_KEY_STORE",
            file(name + ".p12"),
            "REVERIE_KEY_STORE_PASSWORD",
            SECRET,
            "REVERIE_TRUST_STORE",
            file("trust.p12"),
            "REVERIE_TRUST_STORE_PASSWORD",
            SECRET));
  }

  private void key(String name, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1"));
    arguments.addAll(List.of(more));
    keytool(name, arguments.toArray(String[]::new));
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void keytool(String store, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", file(store + ".p12"), "-storepass", SECRET));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("keytool.log").toFile())
              .start();
      assertEquals(0, process.waitFor(), command::toString);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
