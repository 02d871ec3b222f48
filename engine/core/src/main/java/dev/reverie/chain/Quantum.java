package dev.reverie.chain;

import dev.reverie.clock.Clock;

/**
 * How long a worker computes before it looks at its messages again. Time decides where a quantum
 * ends, never what is computed.
 */
record Quantum(Clock clock, long nanos) {
  /** Particles or cases that are worked on between two looks at the clock. */
  static final int SLAB = 128;

  long deadline() {
    return clock.nanoTime() + nanos;
  }

  boolean isOver(long deadline) {
    return clock.nanoTime() - deadline >= 0;
  }
}
