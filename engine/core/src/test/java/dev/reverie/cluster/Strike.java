package dev.reverie.cluster;

/** What may happen to a cluster. */
enum Strike {
  /** A node comes. */
  JOIN,
  /** A node crashes. */
  CRASH,
  /** A node crashes and is there again under the same name at once. */
  RETURN,
  /** The node with the conductor crashes. */
  CRASH_CONDUCTOR,
  /** The conductor fails, and is started again on its node after a while. */
  RESTART_CONDUCTOR,
  /** The cluster moves the conductor; where that takes too long, it is stopped. */
  MOVE_CONDUCTOR,
  /** A connection for data breaks. */
  BREAK,
  /** The nodes are parted in two for a while, each of which may have a conductor. */
  CUT
}
