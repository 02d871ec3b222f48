package dev.reverie.chain;

import dev.reverie.clock.Clock;

/** A clock that goes on by so much at each look. */
final class ManualClock implements Clock {
  private long now;
  private final long look;

  ManualClock(long look) {
    this.look = look;
  }

  @Override
  public long nanoTime() {
    now += look;
    return now;
  }
}
