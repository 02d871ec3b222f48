package dev.reverie.service.console;

import java.util.Locale;

/** Numbers for people, the same in every country. */
public final class Numbers {
  private static final long KIBI = 1024;

  private Numbers() {}

  /** Three digits or so: 0.21, 17.3, 1,962, 196k, 1.24M. */
  public static String rate(double perSecond) {
    if (Double.isNaN(perSecond)) {
      return "-";
    }
    if (perSecond >= 1e6) {
      return format("%.3gM", perSecond / 1e6);
    }
    if (perSecond >= 1e5) {
      return format("%.0fk", perSecond / 1e3);
    }
    if (perSecond >= 100) {
      return format("%,.0f", perSecond);
    }
    return format("%.3g", perSecond);
  }

  /** Nats or other quantities with two decimals; a dash when it is not known. */
  public static String decimal(double value) {
    return Double.isNaN(value) ? "-" : format("%.2f", value);
  }

  /** Whole numbers as such, others with one decimal: 20, 2.5. */
  public static String amount(double value) {
    return value == Math.rint(value) ? format("%.0f", value) : format("%.1f", value);
  }

  /** 0:07, 12:30, 3:05:00. */
  public static String duration(double seconds) {
    if (!(seconds < Long.MAX_VALUE)) {
      return "-";
    }
    long whole = Math.max(0, Math.round(seconds));
    long hours = whole / 3600;
    return hours > 0
        ? format("%d:%02d:%02d", hours, whole / 60 % 60, whole % 60)
        : format("%d:%02d", whole / 60, whole % 60);
  }

  /** 512 MiB, 1.5 GiB. */
  public static String bytes(double bytes) {
    double mebi = bytes / (KIBI * KIBI);
    return mebi < KIBI ? format("%.0f MiB", Math.ceil(mebi)) : format("%,.1f GiB", mebi / KIBI);
  }

  public static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
