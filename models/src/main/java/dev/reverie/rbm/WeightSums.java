package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.VectorOps;
import dev.reverie.numeric.VectorOps.Into;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sums that the gradient of weights is made from, as whole numbers, for some units at a time.
 * There is one of each phase; but two phases of equal size and opposite sign are sums of one unit,
 * and their difference is one sum. May be asked by many threads.
 */
final class WeightSums {
  private static final VectorOps OPS = VectorOps.best();
  private static final int WIDTH = Panels.WIDTH;
  private static final int LEAD_IN = Panels.LEAD_IN;

  private final Rbm rbm;
  private final List<MergedPhase> phases;
  private final boolean wide;
  private final boolean opposite;
  private final List<List<Bundle>> bundles = new ArrayList<>();

  /**
   * @param phases two at least
   */
  WeightSums(Rbm rbm, List<MergedPhase> phases) {
    this.rbm = rbm;
    this.phases = phases;
    this.wide = phases.stream().anyMatch(MergedPhase::isWide);
    this.opposite = phases.get(0).isOppositeOf(phases.get(1));
    for (int sum = 0; sum < count(); sum++) {
      bundles.add(new ArrayList<>());
      bundle(added(sum), false, bundles.get(sum));
    }
    if (opposite) {
      bundle(phases.get(1), true, bundles.get(0));
    }
  }

  private void bundle(MergedPhase phase, boolean takeOff, List<Bundle> into) {
    for (Slab slab : phase.slabs()) {
      if (into.isEmpty() || !into.get(into.size() - 1).fits(slab)) {
        into.add(rbm.borrowBundle());
      }
      into.get(into.size() - 1).add(slab, takeOff);
    }
  }

  /** Whether there are sums of 64 bits, so that only {@link #wide} may be asked. */
  boolean isWide() {
    return wide;
  }

  /** The bundle that is all of the one sum there is, or null. */
  Bundle bundleAlone() {
    boolean alone = count() == 1 && !wide && bundles.get(0).size() == 1;
    for (MergedPhase phase : phases) {
      alone &= phase.isOfBits();
    }
    return alone ? bundles.get(0).get(0) : null;
  }

  /** How many sums there are. */
  int count() {
    return phases.size() - (opposite ? 1 : 0);
  }

  /** The phase that a sum adds, and whose scale is that of the sum. */
  MergedPhase added(int sum) {
    return phases.get(opposite && sum > 0 ? sum + 1 : sum);
  }

  /**
   * Writes one sum for up to 64 visible units and one panel of hidden units, from {@link
   * Panels#LEAD_IN} on.
   *
   * @param first of the units, a multiple of 64
   * @param work is as long
   */
  void sum(int sum, int panel, int first, int[] out, int[] work) {
    int units = Math.min(WIDTH, rbm.visible() - first);
    List<Bundle> of = bundles.get(sum);
    if (of.isEmpty()) {
      Arrays.fill(out, LEAD_IN, LEAD_IN + units * WIDTH, 0);
    }
    for (int k = 0; k < of.size(); k++) {
      of.get(k).sum(panel, first, k > 0 ? work : out, LEAD_IN);
      if (k > 0) {
        OPS.merge(work, LEAD_IN, Into.ADD, out, LEAD_IN, units * WIDTH);
      }
    }
    added(sum).addMeans(panel, first, Into.ADD, out);
    added(sum).addMatrices(panel, first, Into.ADD, out);
    if (opposite && sum == 0) {
      phases.get(1).addMeans(panel, first, Into.SUBTRACT, out);
      phases.get(1).addMatrices(panel, first, Into.SUBTRACT, out);
    }
  }

  /** One sum for one weight, whose place is that in plain panels. */
  double wide(int sum, int place) {
    double added = added(sum).weight(place);
    return opposite && sum == 0 ? added - phases.get(1).weight(place) : added;
  }

  /** Nobody asks any more. */
  void giveBack() {
    for (List<Bundle> some : bundles) {
      some.forEach(rbm::giveBack);
      some.clear();
    }
  }
}
