package dev.reverie.benchmark.peers.table;

/**
 * What is to be reached.
 *
 * @param gate what must be reached; NaN where there is none
 * @param aim what is hoped for; NaN where there is none
 */
public record Goal(String what, Unit unit, double gate, double aim) {
  /** A figure that is worth knowing and has no goal. */
  public static Goal none(String what, Unit unit) {
    return new Goal(what, unit, Double.NaN, Double.NaN);
  }

  /** Whether figure and goal tell, in words. */
  String mark(double figure) {
    if (Double.isNaN(gate)) {
      return "-";
    }
    boolean less = aim < gate;
    if (less ? figure <= aim : figure >= aim) {
      return "aim met";
    }
    return (less ? figure <= gate : figure >= gate) ? "gate met" : "NOT MET";
  }
}
