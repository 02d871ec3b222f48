package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.nio.ByteBuffer;

/**
 * Ladders of configurations, one at each temperature of a {@link TemperedView}. A step draws all
 * visible units given the hidden ones, proposes to swap the visible units of neighbouring
 * temperatures, even pairs and odd pairs in turn (Okabe et al. 2001), and draws all hidden units
 * given the visible ones. Each part leaves the product of all temperatures' distributions
 * invariant: swaps are judged with the hidden units summed out, which are drawn anew right after.
 *
 * <pre>
 *  a ladder as bytes    long steps | visible units at beta 1 | hidden units at beta 1 | ... | at beta 0
 *                       long round trips | origins, two bits a temperature
 * </pre>
 *
 * Temperature k of ladder n has the random numbers of item (last - k) * ladders + n, so that those
 * at beta 1 are those of plain chains.
 */
final class LadderTile implements Tile {
  private static final long LOST_STEPS = 1L << 40;

  private final Rbm rbm;
  private final TemperedView view;
  private final SwapRule swapRule;
  private final RandomStream visibleRandom;
  private final RandomStream hiddenRandom;
  private final RandomStream swapRandom;
  private final int ladders;
  private final int first;
  private final int count;
  private final int last;
  private final long[] visible;
  private final long[][] hidden;
  private final long[] steps;
  private final RoundTrips roundTrips;

  /**
   * @param ladders in all tiles together
   */
  LadderTile(Rbm rbm, int ladders, long seed, SwapRule swapRule, int first, int count) {
    this.rbm = rbm;
    this.view = rbm.tempered();
    this.swapRule = swapRule;
    this.visibleRandom = new RandomStream(seed, Purpose.CHAIN_VISIBLE);
    this.hiddenRandom = new RandomStream(seed, Purpose.CHAIN_HIDDEN);
    this.swapRandom = new RandomStream(seed, Purpose.SWAP);
    this.ladders = ladders;
    this.first = first;
    this.count = count;
    this.last = view.temperatures() - 1;
    this.visible = new long[Math.multiplyExact(count, rbm.visibleWords())];
    this.hidden = new long[last + 1][Math.multiplyExact(count, rbm.hiddenWords())];
    this.steps = new long[count];
    this.roundTrips = new RoundTrips(last + 1, count);
  }

  /** Hidden units from fair coins; the first step draws the visible ones. */
  void startAtNoise(long seed) {
    RandomStream coins = new RandomStream(seed, Purpose.CHAIN_START);
    for (int k = 0; k <= last; k++) {
      for (int n = 0; n < count; n++) {
        Noise.fill(coins, item(k) + n, 0, rbm.hidden(), hidden[k], n * rbm.hiddenWords());
      }
    }
  }

  /** Address of the random numbers that the first ladder has at a temperature. */
  private int item(int temperature) {
    return (last - temperature) * ladders + first;
  }

  @Override
  public int first() {
    return first;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void step(Snapshot snapshot, int from, int to, Sums into) {
    Scratch scratch = rbm.borrow();
    LadderScratch tempered = view.borrow();
    try {
      tempered.growth.prepare(snapshot.parameters());
      for (int slab = from; slab < to; slab += Slab.STATES) {
        int size = Math.min(Slab.STATES, to - slab);
        stepSlab(snapshot.parameters(), slab, size, (LadderSums) into, scratch, tempered);
      }
    } finally {
      view.giveBack(tempered);
      rbm.giveBack(scratch);
    }
  }

  private void stepSlab(
      Parameters parameters,
      int from,
      int size,
      LadderSums into,
      Scratch scratch,
      LadderScratch tempered) {
    for (int k = 0; k <= last; k++) {
      drawVisible(parameters, k, from, size, tempered.visible[k], scratch);
      tempered.growth.of(
          parameters, k, tempered.visible[k], size, tempered.down[k], tempered.up[k]);
    }
    if (into != null) {
      addPairs(parameters, size, into, tempered);
    }
    for (int n = 0; n < size; n++) {
      swap(from + n, n, tempered);
    }
    int words = rbm.visibleWords();
    System.arraycopy(tempered.visible[last], 0, visible, from * words, size * words);
    for (int k = 0; k <= last; k++) {
      Slab slab = into == null || k < last ? null : into.states().next();
      drawHidden(parameters, k, from, size, tempered.visible[k], slab, scratch);
    }
    for (int n = from; n < from + size; n++) {
      steps[n]++;
    }
    if (into != null) {
      into.states().add(visible, from * words, size);
      into.addRoundTrips(roundTrips.made(from, from + size));
    }
  }

  private void drawVisible(
      Parameters parameters, int k, int from, int size, long[] out, Scratch scratch) {
    view.visibleSide(k)
        .draw(
            parameters,
            1f,
            hidden[k],
            from * rbm.hiddenWords(),
            size,
            visibleRandom,
            item(k) + from,
            steps,
            from,
            out,
            0,
            null,
            scratch);
  }

  private void drawHidden(
      Parameters parameters, int k, int from, int size, long[] given, Slab slab, Scratch scratch) {
    view.hiddenSide(k)
        .draw(
            parameters,
            1f,
            given,
            0,
            size,
            hiddenRandom,
            item(k) + from,
            steps,
            from,
            hidden[k],
            from * rbm.hiddenWords(),
            slab,
            scratch);
  }

  private void addPairs(
      Parameters parameters, int size, LadderSums into, LadderScratch tempered) {
    for (int pair = 0; pair < last; pair++) {
      double logRatio = view.logRatio(parameters, pair);
      for (int n = 0; n < size; n++) {
        double lower = tempered.up[pair][n];
        double upper = tempered.down[pair + 1][n];
        into.addPair(pair, lower, upper, swapRule.logAcceptance(lower, upper), logRatio);
      }
    }
  }

  /** Pairs do not overlap, so that each sees the states from before all swaps of this step. */
  private void swap(int place, int n, LadderScratch tempered) {
    for (int pair = (int) (steps[place] & 1); pair < last; pair += 2) {
      double log = swapRule.logAcceptance(tempered.up[pair][n], tempered.down[pair + 1][n]);
      double uniform = swapRandom.uniform(first + place, steps[place], pair);
      if (log >= 0 || uniform < StrictMath.exp(log)) {
        exchange(tempered.visible[pair], tempered.visible[pair + 1], n * rbm.visibleWords());
        roundTrips.exchange(place, pair);
      }
    }
    roundTrips.arrive(place);
  }

  private void exchange(long[] lower, long[] upper, int at) {
    for (int word = at; word < at + rbm.visibleWords(); word++) {
      long kept = lower[word];
      lower[word] = upper[word];
      upper[word] = kept;
    }
  }

  @Override
  public void skipLostSteps() {
    for (int n = 0; n < count; n++) {
      steps[n] += LOST_STEPS;
    }
  }

  @Override
  public void copyFrom(Tile other) {
    LadderTile tile = (LadderTile) other;
    if (tile.first != first || tile.count != count || tile.last != last) {
      throw new IllegalArgumentException(
          "other holds ladders "
              + tile.first
              + " + "
              + tile.count
              + ", must be "
              + first
              + " + "
              + count);
    }
    System.arraycopy(tile.visible, 0, visible, 0, visible.length);
    for (int k = 0; k <= last; k++) {
      System.arraycopy(tile.hidden[k], 0, hidden[k], 0, hidden[k].length);
    }
    System.arraycopy(tile.steps, 0, steps, 0, steps.length);
    roundTrips.copyFrom(tile.roundTrips);
  }

  @Override
  public void write(int place, ByteBuffer out) {
    out.putLong(steps[place]);
    for (int word = 0; word < rbm.visibleWords(); word++) {
      out.putLong(visible[place * rbm.visibleWords() + word]);
    }
    for (int k = last; k >= 0; k--) {
      for (int word = 0; word < rbm.hiddenWords(); word++) {
        out.putLong(hidden[k][place * rbm.hiddenWords() + word]);
      }
    }
    roundTrips.write(place, out);
  }

  @Override
  public void read(int place, ByteBuffer in) {
    steps[place] = in.getLong();
    for (int word = 0; word < rbm.visibleWords(); word++) {
      visible[place * rbm.visibleWords() + word] = in.getLong();
    }
    for (int k = last; k >= 0; k--) {
      for (int word = 0; word < rbm.hiddenWords(); word++) {
        hidden[k][place * rbm.hiddenWords() + word] = in.getLong();
      }
    }
    roundTrips.read(place, in);
  }

  /** That of a plain chain, at beta 1. */
  @Override
  public double observe(int place) {
    return RbmTile.balance(visible, place * rbm.visibleWords(), rbm.visibleWords());
  }

  @Override
  public void show(int place, float[] out) {
    for (int i = 0; i < rbm.visible(); i++) {
      out[i] = visible[place * rbm.visibleWords() + (i >>> 6)] >>> i & 1;
    }
  }
}
