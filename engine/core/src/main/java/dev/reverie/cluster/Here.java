package dev.reverie.cluster;

import java.util.Optional;

/** Where a node's host finds the conductor when that is on the same node. */
final class Here {
  private volatile Desk desk;

  /** A conductor of this node is at work. */
  void open(Desk opened) {
    desk = opened;
  }

  /** It no longer is. */
  void close(int epoch) {
    Desk open = desk;
    if (open != null && open.epoch() == epoch) {
      desk = null;
    }
  }

  /** The desk of that epoch's conductor, if it is on this node. */
  Optional<Desk> find(long epoch) {
    return Optional.ofNullable(desk).filter(open -> open.epoch() == epoch);
  }
}
