package dev.reverie.engine;

import com.typesafe.config.Config;
import dev.reverie.aggregate.Aggregator;
import dev.reverie.chain.HostSettings;
import dev.reverie.clock.Clock;
import dev.reverie.input.InputException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code reverie.engine} in the configuration says; read once. Every key has its default in
 * reference.conf.
 */
public record EngineSettings(
    String dispatcher,
    String aggregatorDispatcher,
    String blockingDispatcher,
    Duration quantum,
    Duration progressInterval,
    Duration remindAfter,
    int maxRestarts,
    Duration minBackoff,
    Duration maxBackoff,
    boolean poisonBuffers) {
  private static final String PATH = "reverie.engine";
  private static final Set<String> KEYS =
      Set.of(
          "use-dispatcher",
          "use-aggregator-dispatcher",
          "use-blocking-dispatcher",
          "dispatcher",
          "aggregator-dispatcher",
          "blocking-dispatcher",
          "quantum",
          "progress-interval",
          "remind-after",
          "max-restarts",
          "min-backoff",
          "max-backoff",
          "data-plane",
          "poison-buffers");

  /**
   * Reads them.
   *
   * @throws InputException with one line that names the key, its value and what would be right
   */
  public static EngineSettings of(Config system) {
    Config config = system.getConfig(PATH);
    Set<String> unknown = new TreeSet<>(config.root().keySet());
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw new InputException(
          "unknown setting "
              + PATH
              + "."
              + unknown.iterator().next()
              + ", must be one of "
              + new TreeSet<>(KEYS));
    }
    return new EngineSettings(
        config.getString("use-dispatcher"),
        config.getString("use-aggregator-dispatcher"),
        config.getString("use-blocking-dispatcher"),
        positive(config, "quantum"),
        positive(config, "progress-interval"),
        positive(config, "remind-after"),
        restarts(config),
        positive(config, "min-backoff"),
        positive(config, "max-backoff"),
        config.getBoolean("poison-buffers"));
  }

  /** How the aggregator works. */
  public Aggregator.Settings aggregator() {
    return new Aggregator.Settings(
        Clock.system(),
        dispatcher,
        blockingDispatcher,
        progressInterval,
        Runtime.getRuntime().availableProcessors());
  }

  /** How hosts run their workers. */
  public HostSettings host() {
    return new HostSettings(
        Clock.system(), dispatcher, quantum, remindAfter, maxRestarts, minBackoff, maxBackoff);
  }

  private static int restarts(Config config) {
    int restarts = config.getInt("max-restarts");
    if (restarts < 0) {
      throw new InputException(PATH + ".max-restarts=" + restarts + ", must be 0 or more");
    }
    return restarts;
  }

  private static Duration positive(Config config, String key) {
    Duration duration = config.getDuration(key);
    if (duration.isNegative() || duration.isZero()) {
      throw new InputException(
          PATH + "." + key + "=" + config.getString(key) + ", must be a time above 0");
    }
    return duration;
  }
}
