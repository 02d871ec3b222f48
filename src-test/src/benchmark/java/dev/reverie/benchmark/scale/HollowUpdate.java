package dev.reverie.benchmark.scale;

import dev.reverie.phase.DividedUpdate;

/**
 * An update of so many states that computes nothing.
 *
 * @param states cases and particles
 */
public record HollowUpdate(long states, HollowObjective.Labour labour) implements DividedUpdate {
  @Override
  public int parts() {
    return 1;
  }

  @Override
  public void make(int part) {
    labour.update(states);
  }

  @Override
  public void finish() {}
}
