package dev.reverie.chain;

import dev.reverie.phase.Tile;

/**
 * The particles of a chain, which outlive the actor that carries them. One chain at a time has it.
 *
 * <p>In lock-step a chain that is started again takes up the state from before the work that was
 * lost, on the way to the contribution or with it, and comes to the same bits as if nothing had
 * happened. Otherwise it goes on from where it was, with fresh random numbers; a particle that the
 * failure caught between two steps is as good a state as any.
 */
final class TileSlot {
  private final Tile tile;
  private final Tile before;
  private long newest;

  /**
   * @param before of the same particles, to keep the state of before a piece of work; null outside
   *     lock-step
   */
  TileSlot(Tile tile, Tile before) {
    this.tile = tile;
    this.before = before;
  }

  /** Another incarnation of the chain begins, the first one with 0. */
  void begin(int incarnation) {
    if (incarnation > 0 && before == null) {
      tile.skipLostSteps(1);
    }
  }

  Tile tile() {
    return tile;
  }

  /**
   * The steps of the contribution with that number begin here, once more if there was one with that
   * number.
   */
  void workBegins(long sequence) {
    if (before != null && sequence == newest) {
      tile.copyFrom(before);
    } else if (before != null) {
      before.copyFrom(tile);
    }
    newest = sequence;
  }
}
