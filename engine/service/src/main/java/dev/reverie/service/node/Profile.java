package dev.reverie.service.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.reverie.cluster.NodeSettings;
import dev.reverie.engine.EngineSettings;
import dev.reverie.input.InputException;
import dev.reverie.transport.DataSettings;
import dev.reverie.transport.Security;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How nodes reach one another, and when they give one another up: a HOCON file of Akka's settings,
 * with what the command line says of this node over it.
 */
public final class Profile {
  /** The name of all nodes' actor systems, part of their addresses. */
  static final String SYSTEM = "reverie";

  private static final String ARTERY = "akka.remote.artery.";
  private static final String HOST = ARTERY + "canonical.hostname";
  private static final String PORT = ARTERY + "canonical.port";
  private static final String SEEDS = "akka.cluster.seed-nodes";
  private static final String SEED_TIMEOUT = "akka.cluster.seed-node-timeout";
  private static final Duration RETURN_TIMEOUT = Duration.ofSeconds(20);
  private static final String ROLES = "akka.cluster.roles";
  private static final String THREADS = "reverie.engine.dispatcher.fork-join-executor.parallelism-";
  private static final String KEYS = ARTERY + "ssl.config-ssl-engine";
  private static final String TLS = "tls-tcp";
  private static final Set<String> BUILT_IN = Set.of("local", "lan", "tls");

  private final Config config;
  private final String source;

  private Profile(Config config, String source) {
    this.config = config;
    this.source = source;
  }

  /**
   * Reads a profile.
   *
   * @param folder where relative names of files start
   * @throws InputException when there is none of that name, or it cannot be used
   */
  public static Profile of(NodeOptions options, Path folder) {
    return of(options, folder, ConfigFactory.empty());
  }

  /**
   * @param environment what the process's environment says first
   */
  static Profile of(NodeOptions options, Path folder, Config environment) {
    String source = options.profile();
    try {
      Config file = read(source, folder);
      refuseOthers(file, source);
      Config config =
          ConfigFactory.parseMap(given(options, file))
              .withFallback(file)
              .withFallback(ConfigFactory.parseResources("reverie-service.conf"))
              .withFallback(ConfigFactory.defaultReferenceUnresolved())
              .withFallback(environment)
              .resolve();
      if (config.getStringList(SEEDS).isEmpty()) {
        throw new InputException(
            source + " has no seed nodes, must be named by --seed-node HOST:PORT or by " + SEEDS);
      }
      require(config, source);
      return new Profile(config, source);
    } catch (ConfigException.UnresolvedSubstitution e) {
      throw new InputException(
          "profile " + source + ": a variable of the environment is missing: " + e.getMessage(), e);
    } catch (ConfigException e) {
      throw new InputException("profile " + source + ": " + e.getMessage(), e);
    }
  }

  private static Config read(String source, Path folder) {
    ConfigParseOptions options = ConfigParseOptions.defaults().setAllowMissing(false);
    if (BUILT_IN.contains(source)) {
      return ConfigFactory.parseResources(
          Profile.class.getClassLoader(), "profiles/" + source + ".conf", options);
    }
    Path file = folder.resolve(source);
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "profile=" + source + " does not exist, must be local, lan, tls or a file");
    }
    return ConfigFactory.parseFile(file.toFile(), options);
  }

  private static void refuseOthers(Config file, String source) {
    for (String key : file.root().keySet()) {
      boolean known =
          key.equals("akka")
              || key.equals("reverie")
                  && file.getConfig(key).root().keySet().equals(Set.of("engine"));
      if (!known) {
        throw new InputException(
            "profile " + source + ": unknown key " + key + ", must be akka or reverie.engine");
      }
    }
  }

  /** What is read much later, and would fail then. */
  private static void require(Config config, String source) {
    config.getString(HOST);
    config.getInt(PORT);
    config.getString(ARTERY + "transport");
    try {
      EngineSettings.of(config);
      DataSettings.of(config);
    } catch (InputException e) {
      throw new InputException("profile " + source + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> given(NodeOptions options, Config file) {
    Map<String, Object> given = new HashMap<>();
    options.host().ifPresent(host -> given.put(HOST, host));
    options.port().ifPresent(port -> given.put(PORT, port));
    if (!options.seeds().isEmpty()) {
      given.put(SEEDS, options.seeds().stream().map(Profile::address).toList());
    }
    List<String> roles = new ArrayList<>();
    if (file.hasPath(ROLES)) {
      roles.addAll(file.getStringList(ROLES));
    }
    roles.remove(NodeSettings.CONDUCTS);
    if (options.conducts()) {
      roles.add(NodeSettings.CONDUCTS);
    }
    given.put(ROLES, roles);
    given.put(THREADS + "min", options.threads());
    given.put(THREADS + "max", options.threads());
    return given;
  }

  private static String address(String seed) {
    return "akka://" + SYSTEM + "@" + seed;
  }

  /**
   * The same for a run that has begun before. Others may still be giving up the node's last
   * incarnation, and answer late: a first seed node that loses patience begins a second cluster.
   */
  Profile ofReturning() {
    Duration patience = config.getDuration(SEED_TIMEOUT);
    if (patience.compareTo(RETURN_TIMEOUT) >= 0) {
      return this;
    }
    return new Profile(
        ConfigFactory.parseMap(Map.of(SEED_TIMEOUT, RETURN_TIMEOUT)).withFallback(config), source);
  }

  /** All settings of the actor system. */
  public Config config() {
    return config;
  }

  /** The address that other nodes reach this one at. */
  String host() {
    String host = config.getString(HOST);
    try {
      return switch (host) {
        case "<getHostAddress>" -> InetAddress.getLocalHost().getHostAddress();
        case "<getHostName>", "" -> InetAddress.getLocalHost().getHostName();
        default -> host;
      };
    } catch (UnknownHostException e) {
      throw new InputException(
          "this machine's name stands for no address: " + e.getMessage() + "; --host gives one", e);
    }
  }

  /** How connections for data are secured: as those for messages. */
  Security security() {
    return config.getString(ARTERY + "transport").equals(TLS)
        ? DataSecurity.of(config.getConfig(KEYS))
        : Security.NONE;
  }

  /** {@code HOST:PORT} that is to be taken on this machine, for messages. */
  String listening() {
    return host() + ":" + config.getInt(PORT);
  }

  /** The node's name where none is given. */
  String defaultName() {
    String host = host().replaceAll("[^A-Za-z0-9.-]", "");
    int port = config.getInt(PORT);
    return (host.isEmpty() ? "node" : host)
        + "-"
        + (port == 0 ? "process" + ProcessHandle.current().pid() : port);
  }

  @Override
  public String toString() {
    return source;
  }
}
