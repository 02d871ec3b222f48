package dev.reverie.cluster;

import dev.reverie.parameter.Version;
import java.util.Optional;

/**
 * How many updates an epoch has not taken over from those before it, by what hosts have seen of
 * them: at least so many. Exact but for updates that no host elsewhere had heard of yet.
 */
final class Losses {
  private final Conducting.Epoch epoch;
  private long seen = -1;
  private boolean news;

  Losses(Conducting.Epoch epoch) {
    this.epoch = epoch;
  }

  /** The newest parameters that a host has had. */
  void heard(Version version) {
    boolean older = version.epoch() < epoch.number() && version.number() > 0;
    if (older && version.number() > seen) {
      news = seen < 0 || version.number() > epoch.from();
      seen = version.number();
    }
  }

  /** What is to be told; nothing where all of it has been, and in a training's first epoch. */
  Optional<NodeEvent.GoesOn> takeNews() {
    if (!news) {
      return Optional.empty();
    }
    news = false;
    return Optional.of(
        new NodeEvent.GoesOn(epoch.number(), epoch.from(), Math.max(0, seen - epoch.from())));
  }
}
