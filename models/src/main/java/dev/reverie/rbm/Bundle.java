package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
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
 * The rows of a panel and the lists of 64 units are made by whoever needs them first. Borrowed from
 * the model for one update.
 */
final class Bundle {
  /** Words of a unit's states: their rows fit into the first-level cache. */
  static final int WORDS = 4;

  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;

  /** Behind the states' rows of a panel is one of zeros. */
  private static final int ZEROS = WORDS * WIDTH * Panels.ROW_WORDS;

  private static final int PANEL = ZEROS + Panels.ROW_WORDS;
  private static final long COMPLEMENT = 0x3FFF_3FFF_3FFF_3FFFL;

  private final int units;
  private final long[] rows;
  private final Lists[] lists;
  private final Object[] panelLocks;
  private final AtomicIntegerArray panelsMade;
  private final AtomicIntegerArray listsMade;
  private final List<Slab> slabs = new ArrayList<>();
  private int words;
  private int takenOff;

  Bundle(Rbm rbm) {
    this.units = rbm.visible();
    this.rows = new long[Panels.LEAD_IN_WORDS + rbm.hiddenWords() * PANEL];
    this.lists = new Lists[rbm.visibleWords()];
    for (int group = 0; group < lists.length; group++) {
      lists[group] = new Lists();
    }
    this.panelLocks = new Object[rbm.hiddenWords()];
    for (int panel = 0; panel < panelLocks.length; panel++) {
      panelLocks[panel] = new Object();
    }
    this.panelsMade = new AtomicIntegerArray(panelLocks.length);
    this.listsMade = new AtomicIntegerArray(lists.length);
  }

  /** Forgets everything. */
  void clear() {
    slabs.clear();
    words = 0;
    takenOff = 0;
    for (int panel = 0; panel < panelLocks.length; panel++) {
      panelsMade.set(panel, 0);
    }
    for (int group = 0; group < lists.length; group++) {
      listsMade.set(group, 0);
    }
  }

  /** Whether there is room for one more. */
  boolean fits(Slab slab) {
    return words + slab.columnWords() <= WORDS;
  }

  /** Slabs that are added come first, then those that are taken off. */
  void add(Slab slab, boolean takeOff) {
    slabs.add(slab);
    words += slab.columnWords();
    takenOff += takeOff ? 1 : 0;
  }

  /**
   * Sums p(h | v) of one panel over the states in which a visible unit is on, for up to 64 units.
   *
   * @param first of the units, a multiple of 64
   * @param sums takes a row each from {@code offset} on
   * @param add whether to what is there
   */
  void sum(int panel, int first, boolean add, int[] sums, int offset) {
    Lists of = lists(first / WIDTH);
    makeRows(panel);
    int at = Panels.LEAD_IN_WORDS + panel * PANEL;
    int count = Math.min(WIDTH, units - first);
    OPS.sumRows(rows, at, of.places, of.starts, count, of.excess, add, sums, offset);
  }

  private void makeRows(int panel) {
    if (panelsMade.get(panel) == 0) {
      synchronized (panelLocks[panel]) {
        if (panelsMade.get(panel) == 0) {
          copyRows(panel);
          panelsMade.set(panel, 1);
        }
      }
    }
  }

  private void copyRows(int panel) {
    int to = Panels.LEAD_IN_WORDS + panel * PANEL;
    for (int k = 0; k < slabs.size(); k++) {
      Slab slab = slabs.get(k);
      long flip = isTakenOff(k) ? COMPLEMENT : 0;
      int from = Slab.row(panel, 0);
      for (int word = 0; word < slab.states() * Panels.ROW_WORDS; word++) {
        rows[to + word] = slab.probabilities[from + word] ^ flip;
      }
      to += slab.columnWords() * WIDTH * Panels.ROW_WORDS;
    }
  }

  private boolean isTakenOff(int slab) {
    return slab >= slabs.size() - takenOff;
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

  /** Those of 64 units. */
  private final class Lists {
    final int[] starts = new int[WIDTH + 1];
    final int[] excess = new int[WIDTH];
    int[] places = new int[0];
    private final long[] states = new long[WORDS];

    void make(int first) {
      int count = Math.min(WIDTH, units - first);
      for (int unit = 0; unit < count; unit++) {
        int most = starts[unit] + words * WIDTH + Panels.SPARE_PLACES;
        if (places.length < most) {
          places = Arrays.copyOf(places, Math.max(most, 2 * places.length));
        }
        excess[unit] = VectorOps.MOST_PROBABILITY * gather(first + unit);
        starts[unit + 1] = Panels.places(states, 0, words, ZEROS, places, starts[unit]);
      }
    }

    /** Brings the states in which a unit is on together, and counts those that are taken off. */
    private int gather(int unit) {
      int off = 0;
      int to = 0;
      for (int k = 0; k < slabs.size(); k++) {
        Slab slab = slabs.get(k);
        for (int word = 0; word < slab.columnWords(); word++) {
          long on = slab.column(unit, word);
          states[to++] = on;
          off += isTakenOff(k) ? Long.bitCount(on) : 0;
        }
      }
      return off;
    }
  }
}
