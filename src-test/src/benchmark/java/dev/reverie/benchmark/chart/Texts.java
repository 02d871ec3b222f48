package dev.reverie.benchmark.chart;

import java.util.Locale;

/** Quantities for people, the same in every country. */
public final class Texts {
  private static final double MICRO = 1e-6;
  private static final double MILLI = 1e-3;
  private static final double MEBI = 1 << 20;

  private Texts() {}

  /** Three digits: 41.2 ns, 4.31 us, 120 ms, 1.50 s. */
  public static String seconds(double seconds) {
    if (seconds < MICRO) {
      return digits(seconds * 1e9) + " ns";
    }
    if (seconds < MILLI) {
      return digits(seconds * 1e6) + " us";
    }
    return seconds < 1 ? digits(seconds * 1e3) + " ms" : digits(seconds) + " s";
  }

  private static String digits(double value) {
    return format(value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  }

  /** 1,000,000 or 12.5. */
  public static String amount(double value) {
    return value == Math.rint(value) ? format("%,.0f", value) : format("%,.1f", value);
  }

  /** 17.2 KiB, 4.7 MiB. */
  public static String bytes(long bytes) {
    double mebi = bytes / MEBI;
    return mebi < 0.1 ? format("%.1f KiB", mebi * 1024) : format("%s MiB", amount(mebi));
  }

  public static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
