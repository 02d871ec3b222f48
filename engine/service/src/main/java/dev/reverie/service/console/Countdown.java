package dev.reverie.service.console;

/**
 * Shows how far work of a known length is, at what rate it goes on, and how long it takes still.
 */
public final class Countdown implements AutoCloseable {
  private static final long QUIET_NANOS = 3_000_000_000L;

  private final String what;
  private final String unit;
  private final long total;
  private final Console console;
  private final ProgressLine line;
  private final long begin;

  /**
   * On the error stream: the output is for the result.
   *
   * @param unit what the total counts, in the plural
   */
  public Countdown(String what, long total, String unit, Console console) {
    this.what = what;
    this.unit = unit;
    this.total = total;
    this.console = console;
    this.line = new ProgressLine(console.err(), console);
    this.begin = console.clock().nanoTime();
  }

  /** Shows that so much of the total is done; nothing in the first seconds. */
  public void show(long done) {
    long nanos = console.clock().nanoTime() - begin;
    if (nanos < QUIET_NANOS || done <= 0) {
      return;
    }
    double rate = done / (nanos / 1e9);
    line.show(
        Numbers.format(
            "%s: %,d of %,d %s  %s/s  %s left",
            what, done, total, unit, Numbers.rate(rate), Numbers.duration((total - done) / rate)));
  }

  @Override
  public void close() {
    line.close();
  }
}
