package dev.reverie.benchmark.peers.workload;

/**
 * A learning rate over a training.
 *
 * @param rate at the start
 * @param fall updates over which it falls to 0 in a straight line; 0 where it stays
 * @param updates of the whole training
 */
public record Pace(double rate, long fall, long updates) {
  /** A rate that stays. */
  public static Pace constant(double rate, long updates) {
    return new Pace(rate, 0, updates);
  }

  /** A rate that falls to 0 over so many updates. */
  public static Pace falling(double rate, long updates) {
    return new Pace(rate, updates, updates);
  }

  /** No point before these updates is where a search begins: at a high rate chains lag behind. */
  public long settled() {
    return fall == 0 ? updates / 10 : fall / 2;
  }

  @Override
  public String toString() {
    return fall == 0 ? "rate " + rate : "rate " + rate + " falling over " + fall + " updates";
  }
}
