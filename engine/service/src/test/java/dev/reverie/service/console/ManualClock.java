package dev.reverie.service.console;

import dev.reverie.clock.Clock;

/** Time that a test lets pass. */
public final class ManualClock implements Clock {
  private long nanos = 17;

  public void pass(double seconds) {
    nanos += Math.round(seconds * 1e9);
  }

  @Override
  public long nanoTime() {
    return nanos;
  }
}
