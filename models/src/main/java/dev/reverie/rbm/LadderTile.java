package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Ladders of configurations, one at each level of a {@link LadderView} that is in use. A step draws
 * all visible units given the hidden ones, proposes to swap the visible units of neighbouring
 * levels, even pairs and odd pairs in turn (Okabe et al. 2001), and draws all hidden units given
 * the visible ones. Each part leaves the product of all levels' distributions invariant: swaps are
 * judged with the hidden units summed out, which are drawn anew right after.
 *
 * <p>A level that is new to a ladder has just been the model, and starts with the model's state.
 *
 * <pre>
 *  a ladder as bytes    long steps | visible units of the model | hidden units of the model | ... | of the base
 *                       long round trips | origins, two bits a level | long number of the newest level
 * </pre>
 *
 * Level k of ladder n has the random numbers of item (last - k) * ladders + n, so that those of the
 * model are those of plain chains.
 */
final class LadderTile implements Tile {
  private static final long LOST_STEPS = 1L << 40;

  private final Rbm rbm;
  private final LadderView view;
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
  private final long[] newest;

  /**
   * @param ladders in all tiles together
   */
  LadderTile(Rbm rbm, int ladders, long seed, SwapRule swapRule, int first, int count) {
    this.rbm = rbm;
    this.view = rbm.ladder();
    this.swapRule = swapRule;
    this.visibleRandom = new RandomStream(seed, Purpose.CHAIN_VISIBLE);
    this.hiddenRandom = new RandomStream(seed, Purpose.CHAIN_HIDDEN);
    this.swapRandom = new RandomStream(seed, Purpose.SWAP);
    this.ladders = ladders;
    this.first = first;
    this.count = count;
    this.last = view.levels() - 1;
    this.visible = new long[Math.multiplyExact(count, rbm.visibleWords())];
    this.hidden = new long[last + 1][Math.multiplyExact(count, rbm.hiddenWords())];
    this.steps = new long[count];
    this.roundTrips = new RoundTrips(last + 1, count);
    this.newest = new long[count];
  }

  /** Hidden units from fair coins; the first step draws the visible ones. */
  void startAtNoise(long seed, Parameters parameters) {
    Arrays.fill(newest, view.newest(parameters));
    RandomStream coins = new RandomStream(seed, Purpose.CHAIN_START);
    for (int k = 0; k <= last; k++) {
      for (int n = 0; n < count; n++) {
        Noise.fill(coins, item(k) + n, 0, rbm.hidden(), hidden[k], n * rbm.hiddenWords());
      }
    }
  }

  /** Address of the random numbers that the first ladder has at a level. */
  private int item(int level) {
    return (last - level) * ladders + first;
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
    Parameters parameters = snapshot.parameters();
    Scratch scratch = rbm.borrow();
    LadderScratch ladder = rbm.borrowLadder();
    try {
      int[] order = view.order(parameters);
      startNewLevels(parameters, order, from, to);
      ladder.growth.prepare(parameters);
      for (int slab = from; slab < to; slab += Slab.STATES) {
        int size = Math.min(Slab.STATES, to - slab);
        stepSlab(parameters, order, slab, size, (LadderSums) into, scratch, ladder);
      }
    } finally {
      rbm.giveBack(ladder);
      rbm.giveBack(scratch);
    }
  }

  private void startNewLevels(Parameters parameters, int[] order, int from, int to) {
    long now = view.newest(parameters);
    for (int n = from; n < to; n++) {
      if (newest[n] == now) {
        continue;
      }
      for (int level : order) {
        if (view.number(parameters, level) > newest[n]) {
          int at = n * rbm.hiddenWords();
          System.arraycopy(hidden[last], at, hidden[level], at, rbm.hiddenWords());
          roundTrips.renew(n, level);
        }
      }
      newest[n] = now;
    }
  }

  private void stepSlab(
      Parameters parameters,
      int[] order,
      int from,
      int size,
      LadderSums into,
      Scratch scratch,
      LadderScratch ladder) {
    int top = order.length - 1;
    for (int rank = 0; rank <= top; rank++) {
      long[] drawn = ladder.visible[rank];
      drawVisible(parameters, order[rank], from, size, drawn, scratch);
      ladder.growth.of(parameters, order, rank, drawn, size, ladder.down[rank], ladder.up[rank]);
    }
    if (into != null) {
      addPairs(parameters, top, from, size, into, ladder);
    }
    for (int n = 0; n < size; n++) {
      swap(order, from + n, n, ladder);
    }
    int words = rbm.visibleWords();
    System.arraycopy(ladder.visible[top], 0, visible, from * words, size * words);
    for (int rank = 0; rank <= top; rank++) {
      Slab slab = into == null || rank < top ? null : into.states().next();
      drawHidden(parameters, order[rank], from, size, ladder.visible[rank], slab, scratch);
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
      Parameters parameters, int level, int from, int size, long[] out, Scratch scratch) {
    view.visibleSide(level)
        .draw(
            view.machine(parameters, level),
            1f,
            hidden[level],
            from * rbm.hiddenWords(),
            size,
            visibleRandom,
            item(level) + from,
            steps,
            from,
            out,
            0,
            null,
            scratch);
  }

  private void drawHidden(
      Parameters parameters,
      int level,
      int from,
      int size,
      long[] given,
      Slab slab,
      Scratch scratch) {
    view.hiddenSide(level)
        .draw(
            view.machine(parameters, level),
            1f,
            given,
            0,
            size,
            hiddenRandom,
            item(level) + from,
            steps,
            from,
            hidden[level],
            from * rbm.hiddenWords(),
            slab,
            scratch);
  }

  private void addPairs(
      Parameters parameters, int pairs, int from, int size, LadderSums into, LadderScratch ladder) {
    into.addLadders(size, newest[from]);
    for (int pair = 0; pair < pairs; pair++) {
      double logRatio = view.logRatio(parameters, pair);
      for (int n = 0; n < size; n++) {
        double lower = ladder.up[pair][n];
        double upper = ladder.down[pair + 1][n];
        into.addPair(pair, lower, upper, swapRule.logAcceptance(lower, upper), logRatio);
      }
    }
  }

  /** Pairs do not overlap, so that each sees the states from before all swaps of this step. */
  private void swap(int[] order, int place, int n, LadderScratch ladder) {
    for (int pair = (int) (steps[place] & 1); pair < order.length - 1; pair += 2) {
      double log = swapRule.logAcceptance(ladder.up[pair][n], ladder.down[pair + 1][n]);
      double uniform = swapRandom.uniform(first + place, steps[place], pair);
      if (log >= 0 || uniform < StrictMath.exp(log)) {
        exchange(ladder.visible[pair], ladder.visible[pair + 1], n * rbm.visibleWords());
        roundTrips.exchange(place, order[pair], order[pair + 1]);
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
  public void skipLostSteps(int lives) {
    for (int n = 0; n < count; n++) {
      steps[n] += lives * LOST_STEPS;
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
    System.arraycopy(tile.newest, 0, newest, 0, newest.length);
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
    out.putLong(newest[place]);
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
    newest[place] = in.getLong();
  }

  /** That of a plain chain, of the model. */
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
