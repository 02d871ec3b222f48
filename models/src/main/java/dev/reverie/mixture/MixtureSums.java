package dev.reverie.mixture;

import dev.reverie.data.StateRows;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Sums;
import java.util.Arrays;

/**
 * The E-step: sums of responsibilities and of what they weight, over rows. Responsibilities count
 * in units of 2^-31, and what is less than half of one is nothing, so that sums are exact in any
 * order. A worker's sums hold its working memory too.
 */
abstract sealed class MixtureSums implements Sums permits BernoulliSums, GaussianSums {
  final Responsibilities responsibilities;
  private final long[] rows;
  private String refused;

  MixtureSums(int components) {
    this.responsibilities = new Responsibilities(components);
    this.rows = new long[components];
  }

  /** Adds rows {@code from} to {@code to - 1}, as presented in the given pass. */
  abstract void addRows(Parameters parameters, StateRows data, long pass, int from, int to);

  /** Adds what belongs to components {@code from} to {@code to - 1}. */
  void addComponents(MixtureSums other, int from, int to) {
    for (int k = from; k < to; k++) {
      rows[k] += other.rows[k];
    }
  }

  /** Back to nothing, of components {@code from} to {@code to - 1}. */
  void clearComponents(int from, int to) {
    Arrays.fill(rows, from, to, 0);
  }

  /** The rows of a component, each counted by its responsibility. */
  final double rows(int component) {
    return rows[component] * Responsibilities.UNIT;
  }

  /** Adds the responsibilities found for a row; tells whether they are numbers. */
  final boolean addFound(int row) {
    if (!responsibilities.finite()) {
      refuse("log-density of row " + row + "=" + responsibilities.largest() + ", must be finite");
      return false;
    }
    for (int found = 0; found < responsibilities.count(); found++) {
      rows[responsibilities.component(found)] += responsibilities.share(found);
    }
    return true;
  }

  final void refuse(String what) {
    if (refused == null) {
      refused = what;
    }
  }

  @Override
  public void clear() {
    clearComponents(0, rows.length);
    refused = null;
  }

  @Override
  public void requireFinite(String phase) {
    if (refused != null) {
      throw new DivergedException(refused, phase);
    }
  }
}
