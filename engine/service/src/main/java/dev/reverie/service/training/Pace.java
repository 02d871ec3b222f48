package dev.reverie.service.training;

import dev.reverie.clock.Clock;
import dev.reverie.run.Progress;
import java.util.ArrayDeque;
import java.util.Deque;

/** How quick a training is: means over the last seconds. Used by one thread at a time. */
final class Pace {
  private static final long WINDOW_NANOS = 5_000_000_000L;

  /** The first updates wait for the JVM to compile them, and tell nothing of those to come. */
  private static final int TELLING_UPDATES = 10;

  private final Clock clock;
  private final long begin;
  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(long nanos, long updates, long cases, long sweeps) {}

  /**
   * How quick it is now; NaN where it is not known yet.
   *
   * @param secondsLeft until the last update
   */
  record Rates(double updates, double cases, double sweeps, double secondsLeft) {}

  /** Begins to count now, when {@code done} updates are made. */
  Pace(Clock clock, long done) {
    this.clock = clock;
    this.begin = done;
    samples.add(new Sample(clock.nanoTime(), done, 0, 0));
  }

  Rates rates(Progress progress) {
    Sample now =
        new Sample(clock.nanoTime(), progress.done(), progress.cases(), progress.particleSweeps());
    while (samples.size() > 1 && now.nanos - samples.peekFirst().nanos > WINDOW_NANOS) {
      samples.removeFirst();
    }
    Sample then = samples.peekFirst();
    samples.addLast(now);
    double seconds = (now.nanos - then.nanos) / 1e9;
    if (!(seconds > 0)) {
      return new Rates(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double updates = (now.updates - then.updates) / seconds;
    return new Rates(
        updates,
        (now.cases - then.cases) / seconds,
        (now.sweeps - then.sweeps) / seconds,
        now.updates - begin < TELLING_UPDATES
            ? Double.NaN
            : (progress.updates() - now.updates) / updates);
  }
}
