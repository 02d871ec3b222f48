package dev.reverie.cluster;

/** A fault in the protocol itself, which the simulation must find. */
enum Plant {
  NONE,
  /** An epoch that another one has followed still writes checkpoints. */
  NO_FENCE,
  /** What hosts say counts even if they do not have the worker any more. */
  ANY_ASSIGNMENT,
  /** Workers hear of what is next before their node has the parameters for it. */
  NO_GATE,
  /** All lives of a chain have the same random numbers. */
  SAME_LIVES
}
