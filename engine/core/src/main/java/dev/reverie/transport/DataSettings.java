package dev.reverie.transport;

import com.typesafe.config.Config;
import dev.reverie.input.InputException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code reverie.engine.data-plane} in the configuration says. Every key has its default in
 * reference.conf.
 */
public record DataSettings(
    Duration handshakeTimeout, Duration heartbeat, Duration silence, int maxFrame, int maxKeys) {
  private static final String PATH = "reverie.engine.data-plane";
  private static final Set<String> KEYS =
      Set.of("handshake-timeout", "heartbeat", "silence", "max-frame", "max-keys");
  private static final long LONGEST_FRAME = 2047L << 20;

  /**
   * Reads them.
   *
   * @throws InputException with one line that names the key, its value and what would be right
   */
  public static DataSettings of(Config system) {
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
    Duration heartbeat = time(config, "heartbeat", Duration.ofMillis(1));
    return new DataSettings(
        time(config, "handshake-timeout", Duration.ofMillis(1)),
        heartbeat,
        time(config, "silence", heartbeat.multipliedBy(2)),
        (int) count(config, "max-frame", config.getBytes("max-frame"), LONGEST_FRAME),
        (int) count(config, "max-keys", config.getLong("max-keys"), Integer.MAX_VALUE));
  }

  /** How many heartbeats in a row may fail to come. */
  int beatsOfSilence() {
    return (int) Math.min(silence.toNanos() / heartbeat.toNanos(), Integer.MAX_VALUE);
  }

  private static Duration time(Config config, String key, Duration least) {
    Duration time = config.getDuration(key);
    if (time.compareTo(least) < 0) {
      throw wrong(config, key, "at least " + least.toMillis() + " ms");
    }
    return time;
  }

  private static long count(Config config, String key, long count, long most) {
    if (count < 1 || count > most) {
      throw wrong(config, key, "1 to " + most);
    }
    return count;
  }

  private static InputException wrong(Config config, String key, String right) {
    return new InputException(
        PATH + "." + key + "=" + config.getString(key) + ", must be " + right);
  }
}
