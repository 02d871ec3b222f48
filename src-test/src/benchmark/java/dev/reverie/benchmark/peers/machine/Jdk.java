package dev.reverie.benchmark.peers.machine;

import dev.reverie.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A JDK and the options that our JVMs get on it. */
public record Jdk(Path home, int feature, String version) {
  private static final Path USUAL = Path.of("/usr/lib/jvm");
  private static final String OTHER = "REVERIE_OTHER_JDK";
  private static final int NEW_OPTIONS = 24;

  /** The one that runs this. */
  public static Jdk running() {
    return new Jdk(
        Path.of(System.getProperty("java.home")),
        Runtime.version().feature(),
        Runtime.version().toString());
  }

  /** The one in a folder; nothing when there is none. */
  static Optional<Jdk> in(Path home) {
    Properties release = new Properties();
    if (!Files.isExecutable(home.resolve("bin/java"))) {
      return Optional.empty();
    }
    try (var in = Files.newBufferedReader(home.resolve("release"))) {
      release.load(in);
      String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
      return Optional.of(new Jdk(home, Runtime.Version.parse(version).feature(), version));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** One of a version: the running one, REVERIE_OTHER_JDK, or one in the usual folder. */
  public static Optional<Jdk> of(int feature) {
    List<Jdk> found = new ArrayList<>(List.of(running()));
    String other = System.getenv(OTHER);
    if (other != null) {
      found.add(
          in(Path.of(other))
              .orElseThrow(
                  () -> new InputException(OTHER + "=" + other + " is no JDK, must name one")));
    }
    if (Files.isDirectory(USUAL)) {
      try (Stream<Path> homes = Files.list(USUAL)) {
        homes.sorted().forEach(home -> in(home).ifPresent(found::add));
      } catch (IOException e) {
        throw new InputException(USUAL + " cannot be read: " + e.getMessage(), e);
      }
    }
    return found.stream().filter(jdk -> jdk.feature == feature).findFirst();
  }

  /** The command of a JVM with the options file of its version, up to the class path's end. */
  public List<String> command(Path root) {
    String options = feature < NEW_OPTIONS ? "17.options" : "24.options";
    return List.of(
        home.resolve("bin/java").toString(),
        "@" + root.resolve("engine/jvm").resolve(options),
        "-cp",
        System.getProperty("java.class.path"));
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }
}
