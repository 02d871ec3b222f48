package dev.reverie.transport;

import com.typesafe.config.Config;
import java.time.Duration;

/** What {@code reverie.engine.data-plane} in the configuration says. */
record TransportSettings(Duration handshakeTimeout, long maxFrame, int maxWaiting) {
  static TransportSettings of(Config system) {
    Config config = system.getConfig("reverie.engine.data-plane");
    return new TransportSettings(
        config.getDuration("handshake-timeout"),
        Math.min(config.getBytes("max-frame"), Integer.MAX_VALUE - 64),
        config.getInt("max-waiting"));
  }
}
