package dev.reverie.unit;

/**
 * The standard normal distribution as machines with real-valued units need it. Deterministic: every
 * JVM gives the same bits.
 */
public final class Normal {
  /** Half of log(2 pi). */
  public static final double HALF_LOG_TWO_PI = 0.91893853320467274178;

  private static final double ROOT_TWO_PI = 2.50662827463100050242;
  private static final double SPACING = 0.125;
  private static final double FAR = 40;
  private static final int TERMS = 16;
  private static final double[] MILLS = mills();

  private Normal() {}

  /**
   * Mills' ratio, the integral of exp(-t^2 / 2 - x t) over t of at least 0, for x of at least 0.
   * From a table by its Taylor series, whose terms follow from M' = x M - 1; far out by its
   * asymptotic series (Abramowitz and Stegun 26.2.12). Relative error below 1e-13.
   */
  static double mills(double x) {
    if (x >= FAR) {
      double y = 1 / (x * x);
      return (1 - y * (1 - y * (3 - y * (15 - y * (105 - y * 945))))) / x;
    }
    int k = (int) (x / SPACING + 0.5);
    return taylor(MILLS[k], k * SPACING, x - k * SPACING);
  }

  /** The ratio at {@code x + by} from its value at x. */
  private static double taylor(double value, double x, double by) {
    double before = value;
    double derivative = x * value - 1;
    double power = by;
    double sum = value + derivative * power;
    for (int n = 1; n < TERMS; n++) {
      double next = x * derivative + n * before;
      before = derivative;
      derivative = next;
      power *= by / (n + 1);
      sum += derivative * power;
    }
    return sum;
  }

  /** Downwards from far out: in that direction errors shrink. */
  private static double[] mills() {
    double[] table = new double[(int) (FAR / SPACING) + 2];
    int last = table.length - 1;
    double x = last * SPACING;
    double y = 1 / (x * x);
    table[last] = (1 - y * (1 - y * (3 - y * (15 - y * (105 - y * 945))))) / x;
    for (int k = last; k > 0; k--) {
      table[k - 1] = taylor(table[k], k * SPACING, -SPACING);
    }
    return table;
  }

  /** The probability of a number below x. */
  public static double below(double x) {
    double tail = StrictMath.exp(-x * x / 2) * mills(Math.abs(x)) / ROOT_TWO_PI;
    return x < 0 ? tail : 1 - tail;
  }

  /** log of the integral of exp(-h^2 / 2 + f h) over h of at least 0. */
  public static double logHalfPartition(double f) {
    if (f < 0) {
      return StrictMath.log(mills(-f));
    }
    double tail = StrictMath.exp(-f * f / 2) * mills(f);
    return f * f / 2 + StrictMath.log(ROOT_TWO_PI - tail);
  }

  /** The mean of N(f, 1) truncated to numbers of at least 0. */
  public static double halfMean(double f) {
    if (f < -FAR) {
      double y = 1 / (f * f);
      return -(1 - y * (2 - y * (10 - y * 74))) / f;
    }
    if (f < 0) {
      return 1 / mills(-f) + f;
    }
    double power = StrictMath.exp(-f * f / 2);
    return f + power / (ROOT_TWO_PI - power * mills(f));
  }

  /**
   * The number below which a normal one lies with probability p, for p in (0, 1): Wichura (1988),
   * algorithm AS 241, PPND7, relative error below 1e-6.
   */
  public static double quantile(double p) {
    double q = p - 0.5;
    if (Math.abs(q) <= 0.425) {
      double r = 0.180625 - q * q;
      return q
          * (((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)
          / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1);
    }
    double r = Math.sqrt(-StrictMath.log(q < 0 ? p : 1 - p));
    double value;
    if (r <= 5) {
      r -= 1.6;
      value =
          (((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777)
              / ((0.12021132975 * r + 0.73700164250) * r + 1);
    } else {
      r -= 5;
      value =
          (((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150)
              / ((0.012258202635 * r + 0.24197894225) * r + 1);
    }
    return q < 0 ? -value : value;
  }
}
