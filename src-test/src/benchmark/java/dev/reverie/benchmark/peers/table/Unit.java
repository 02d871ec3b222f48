package dev.reverie.benchmark.peers.table;

import java.util.Locale;

/** How a figure is written. */
public enum Unit {
  TIMES("%.2f", "x", 1),
  PERCENT("%.1f", " %", 100),
  KILOBYTES("%,.1f", " KB", 1e-3),
  MEGABYTES("%,.1f", " MB", 1e-6),
  NANOSECONDS("%.0f", " ns", 1),
  SECONDS("%.2f", " s", 1),
  UPDATES_PER_SECOND("%,.0f", " updates/s", 1),
  SWEEPS_PER_SECOND("%,.0f", " sweeps/s", 1);

  private final String format;
  private final String name;
  private final double factor;

  Unit(String format, String name, double factor) {
    this.format = format;
    this.name = name;
    this.factor = factor;
  }

  /** One figure. */
  public String text(double figure) {
    return number(figure) + name;
  }

  /** The median with the smallest and the largest, such as 3.00 [2.90, 3.10]x. */
  public String text(Spread spread) {
    return number(spread.median())
        + " ["
        + number(spread.least())
        + ", "
        + number(spread.most())
        + "]"
        + name;
  }

  private String number(double figure) {
    return String.format(Locale.ROOT, format, figure * factor);
  }
}
