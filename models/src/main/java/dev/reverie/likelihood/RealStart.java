package dev.reverie.likelihood;

import dev.reverie.data.BinaryRows;
import dev.reverie.data.StateRows;

/**
 * Where reverse runs of a machine with real-valued units start: states of its visible units as data
 * have them, and how long they are warmed at inverse temperature 1. Run r starts at state r modulo
 * their count.
 *
 * @param origin for people
 */
public record RealStart(String origin, float[][] states, int warmSweeps) {
  public RealStart {
    if (states.length == 0 || warmSweeps < 0) {
      throw new IllegalArgumentException(
          "states=" + states.length + " warmSweeps=" + warmSweeps + ", must be some, not negative");
    }
  }

  /** Fantasy particles. */
  public static RealStart particles(float[][] states, int warmSweeps) {
    return new RealStart("fantasy particles", states, warmSweeps);
  }

  /** Data rows, evenly spread over all of them, for a model without particles. */
  public static RealStart rows(StateRows rows, int count, int warmSweeps) {
    float[][] states = new float[count][rows.columns()];
    for (int n = 0; n < count; n++) {
      rows.values(BinaryRows.ONCE, (int) ((long) rows.rows() * n / count), states[n], 0);
    }
    return new RealStart("data rows", states, warmSweeps);
  }

  @Override
  public String toString() {
    return states.length + " " + origin + ", " + warmSweeps + " warm sweeps";
  }
}
