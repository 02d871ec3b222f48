package dev.reverie.rbm;

import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.tempering.Tempering;
import dev.reverie.tempering.Trajectory;

/**
 * The negative phase of persistent chains with replica exchange (Desjardins et al. 2010; Cho et al.
 * 2010). A particle, as the engine sees it, is a ladder: one configuration for each level, of which
 * the one of the model gives the statistics. So a ladder lies inside one tile and moves under one
 * snapshot, and each counts once.
 */
public final class LadderPhase implements PersistentPhase {
  private final Rbm rbm;
  private final int ladders;
  private final int steps;
  private final long seed;
  private final SwapRule swapRule;

  /**
   * @param rbm with {@link Extras#temperatures} or {@link Extras#levels}
   * @param steps that a ladder is owed at each update: a Gibbs step at every level, then swaps
   */
  public LadderPhase(Rbm rbm, int ladders, int steps, long seed) {
    this(rbm, ladders, steps, seed, SwapRule.METROPOLIS);
  }

  LadderPhase(Rbm rbm, int ladders, int steps, long seed, SwapRule swapRule) {
    if (ladders < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "ladders=" + ladders + " steps=" + steps + ", both must be positive");
    }
    if (rbm.ladder() == null) {
      throw new IllegalArgumentException(
          "rbm.extras.temperatures=0, must be at least "
              + Tempering.LEAST
              + ", or levels at least "
              + Trajectory.LEAST);
    }
    Math.multiplyExact(ladders, rbm.ladder().levels());
    this.rbm = rbm;
    this.ladders = ladders;
    this.steps = steps;
    this.seed = seed;
    this.swapRule = swapRule;
  }

  @Override
  public String name() {
    return "negative";
  }

  @Override
  public int sign() {
    return -1;
  }

  @Override
  public int particles() {
    return ladders;
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public int particleBytes() {
    return particleBytes(rbm, rbm.ladder().levels());
  }

  /**
   * Bytes of a ladder. The first ones are those of a particle of {@link ChainsPhase}, which the
   * model's member is.
   *
   * @param levels at most
   */
  public static int particleBytes(Rbm rbm, int levels) {
    int words = rbm.visibleWords() + Math.multiplyExact(levels, rbm.hiddenWords());
    return Math.multiplyExact(Long.BYTES, 2 + words) + RoundTrips.bytes(levels);
  }

  @Override
  public Tile start(Snapshot snapshot, int first, int count) {
    LadderTile tile = new LadderTile(rbm, ladders, seed, swapRule, first, count);
    tile.startAtNoise(seed, snapshot.parameters());
    return tile;
  }

  @Override
  public Tile allocate(int first, int count) {
    return new LadderTile(rbm, ladders, seed, swapRule, first, count);
  }

  @Override
  public int shownUnits() {
    return rbm.visible();
  }

  @Override
  public Sums newSums() {
    return new LadderSums(rbm, ladders);
  }

  @Override
  public long sumsBytes() {
    return LadderSums.bytes(rbm, ladders);
  }
}
