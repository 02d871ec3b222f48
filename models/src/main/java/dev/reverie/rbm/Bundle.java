package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.StepSize;
import dev.reverie.numeric.VectorOps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Slabs whose visible bits are summed as one: of every unit there is one list of the states of all
 * in which it is on, instead of a short one for each. Of slabs that are taken off, rows hold what
 * is missing to the largest probability, so that all rows are added and what is too much is known:
 *
 * <pre>
 *  sum p_n - sum p_m = sum p_n + sum (MOST - p_m) - MOST * states m
 * </pre>
 *
 * Units next to each other are often on in the same states, as pixels are. Where that is shorter, a
 * unit's list holds the states in which it differs from the unit before, whose sum it goes on with:
 * the rows of those in which it is on, and of those in which it is no more what is missing in their
 * rows. Sums are whole numbers and the same either way.
 *
 * <p>The rows of a panel and the lists of 64 units are made by whoever needs them first. Borrowed
 * from the model for one update.
 */
final class Bundle {
  /** Words of a unit's states: their rows fit into the second-level cache. */
  static final int WORDS = 16;

  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;

  private static final long COMPLEMENT = 0x3FFF_3FFF_3FFF_3FFFL;

  private final int units;
  private final Lists[] lists;
  private final AtomicIntegerArray listsMade;
  private final List<Slab> slabs = new ArrayList<>();

  /** Those that nobody uses just now. */
  private final List<PanelRows> idle = new ArrayList<>();

  private int words;

  /** The first word of states that are taken off, behind all that are added. */
  private int firstTakenOff;

  Bundle(Rbm rbm) {
    this.units = rbm.visible();
    this.lists = new Lists[rbm.visibleWords()];
    for (int group = 0; group < lists.length; group++) {
      lists[group] = new Lists();
    }
    this.listsMade = new AtomicIntegerArray(lists.length);
  }

  /** Forgets everything. */
  void clear() {
    slabs.clear();
    words = 0;
    firstTakenOff = 0;
    idle.forEach(rows -> rows.panel = -1);
    for (int group = 0; group < lists.length; group++) {
      listsMade.set(group, 0);
    }
  }

  /** Whether there is room for one more. */
  boolean fits(Slab slab) {
    return words + slab.columnWords() <= WORDS;
  }

  /** Behind the states' rows of a panel, and what is missing in each, is one of zeros. */
  private int zeros() {
    return 2 * words * WIDTH * Panels.ROW_WORDS;
  }

  /** Slabs that are added come first, then those that are taken off. */
  void add(Slab slab, boolean takeOff) {
    slabs.add(slab);
    words += slab.columnWords();
    firstTakenOff = takeOff ? firstTakenOff : words;
  }

  /**
   * Sums p(h | v) of one panel over the states in which a visible unit is on, for up to 64 units.
   *
   * @param first of the units, a multiple of 64
   * @param sums takes a row each from {@code offset} on
   */
  void sum(int panel, int first, int[] sums, int offset) {
    Lists of = lists(first / WIDTH);
    PanelRows rows = borrowRows(panel);
    OPS.sumRows(
        rows.values,
        Panels.LEAD_IN_WORDS,
        of.places,
        of.starts,
        Math.min(WIDTH, units - first),
        of.excess,
        of.follows,
        sums,
        offset);
    giveBack(rows);
  }

  /**
   * Moves the weights of these units by their sums, and packs them.
   *
   * @param sums takes a row each from {@link Panels#LEAD_IN} on
   * @param scale of the sums in the gradient
   * @param weights as {@code next}, from {@code at} on
   * @return the largest magnitude of a new weight, NaN when one is NaN
   */
  float step(
      int panel,
      int first,
      int[] sums,
      float scale,
      StepSize size,
      float[] weights,
      float[] next,
      int at,
      float inverse,
      long[] packed,
      int packedAt) {
    Lists of = lists(first / WIDTH);
    PanelRows rows = borrowRows(panel);
    float largest =
        OPS.stepBySums(
            rows.values,
            Panels.LEAD_IN_WORDS,
            of.places,
            of.starts,
            Math.min(WIDTH, units - first),
            of.excess,
            of.follows,
            sums,
            Panels.LEAD_IN,
            scale,
            size,
            weights,
            next,
            at,
            inverse,
            packed,
            packedAt);
    giveBack(rows);
    return largest;
  }

  /** Those that were used last are in the caches of the thread that used them. */
  private PanelRows borrowRows(int panel) {
    PanelRows rows = null;
    synchronized (idle) {
      int last = idle.size() - 1;
      int at = last;
      while (at >= 0 && idle.get(at).panel != panel) {
        at--;
      }
      if (last >= 0) {
        rows = idle.remove(Math.max(at, 0));
      }
    }
    if (rows == null) {
      rows = new PanelRows();
    }
    if (rows.panel != panel) {
      rows.make(panel);
    }
    return rows;
  }

  private void giveBack(PanelRows rows) {
    synchronized (idle) {
      idle.add(rows);
    }
  }

  private Lists lists(int group) {
    Lists wanted = lists[group];
    if (listsMade.get(group) == 0) {
      synchronized (wanted) {
        if (listsMade.get(group) == 0) {
          wanted.make(group * WIDTH);
          listsMade.set(group, 1);
        }
      }
    }
    return wanted;
  }

  /** The states' rows of one panel, and what is missing in each. */
  private final class PanelRows {
    long[] values = new long[0];
    int panel = -1;

    void make(int ofPanel) {
      int afterAll = Panels.LEAD_IN_WORDS + zeros();
      if (values.length < afterAll + Panels.ROW_WORDS) {
        values = new long[afterAll + Panels.ROW_WORDS];
      }
      Arrays.fill(values, afterAll, afterAll + Panels.ROW_WORDS, 0);
      int column = 0;
      for (Slab slab : slabs) {
        long flip = column < firstTakenOff ? 0 : COMPLEMENT;
        copy(slab, ofPanel, flip, column);
        copy(slab, ofPanel, flip ^ COMPLEMENT, words + column);
        column += slab.columnWords();
      }
      panel = ofPanel;
    }

    private void copy(Slab slab, int ofPanel, long flip, int column) {
      int from = Slab.row(ofPanel, 0);
      int to = Panels.LEAD_IN_WORDS + column * WIDTH * Panels.ROW_WORDS;
      int length = slab.states() * Panels.ROW_WORDS;
      if (flip == 0) {
        System.arraycopy(slab.probabilities, from, values, to, length);
        return;
      }
      for (int word = 0; word < length; word++) {
        values[to + word] = slab.probabilities[from + word] ^ flip;
      }
    }
  }

  /** Those of 64 units. */
  private final class Lists {
    final int[] starts = new int[WIDTH + 1];
    final int[] excess = new int[WIDTH];
    final int[] follows = new int[WIDTH];
    int[] places = new int[0];

    /** The states in which a unit is on. */
    private final long[] on = new long[WORDS];

    /** Those that came since the unit before, and those that went. */
    private final long[] changed = new long[2 * WORDS];

    void make(int first) {
      Arrays.fill(on, 0);
      int offBefore = 0;
      for (int unit = 0; unit < Math.min(WIDTH, units - first); unit++) {
        int own = 0;
        int off = 0;
        int came = 0;
        int went = 0;
        int word = 0;
        for (Slab slab : slabs) {
          for (int k = 0; k < slab.columnWords(); k++) {
            long before = on[word];
            long now = slab.column(first + unit, k);
            int count = Long.bitCount(now);
            own += count;
            off += word < firstTakenOff ? 0 : count;
            came += Long.bitCount(now & ~before);
            went += Long.bitCount(before & ~now);
            changed[word] = now & ~before;
            changed[words + word] = before & ~now;
            on[word++] = now;
          }
        }
        int at = starts[unit];
        reserve(at + words * WIDTH + Panels.SPARE_PLACES);
        boolean goesOn = unit > 0 && came + went < own;
        if ((goesOn ? came + went : own) == 0) {
          starts[unit + 1] = at;
        } else {
          starts[unit + 1] =
              goesOn
                  ? Panels.places(changed, 0, 2 * words, zeros(), places, at)
                  : Panels.places(on, 0, words, zeros(), places, at);
        }
        follows[unit] = goesOn ? -1 : 0;
        excess[unit] = VectorOps.MOST_PROBABILITY * (goesOn ? off - offBefore + went : off);
        offBefore = off;
      }
    }

    private void reserve(int most) {
      if (places.length < most) {
        places = Arrays.copyOf(places, Math.max(most, 2 * places.length));
      }
    }
  }
}
