package dev.reverie.cluster;

import java.util.function.BooleanSupplier;

/** What an actor is told: one after the other in the order it came, as long as the actor lives. */
final class Mailbox {
  private static final int LATENCY = 20;

  private final World world;
  private final BooleanSupplier alive;
  private long last;

  Mailbox(World world, BooleanSupplier alive) {
    this.world = world;
    this.alive = alive;
  }

  void tell(Runnable message) {
    long now = world.timeline().now();
    last = Math.max(last, now + world.random().nextInt(LATENCY));
    world
        .timeline()
        .after(
            last - now,
            () -> {
              if (alive.getAsBoolean()) {
                message.run();
              }
            });
  }
}
