package dev.reverie.service.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Version;
import dev.reverie.run.Progress;
import dev.reverie.service.console.ManualClock;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private final ManualClock clock = new ManualClock();

  static Progress progress(long done, long cases, long sweeps) {
    return new Progress(
        new Version(0, done), 1000, 10, cases, sweeps, 0.5, 1, 1, 0, 0, 0, Double.NaN, -1, "");
  }

  @Test
  void shouldCountFromWhereTheRunGoesOn() {
    Pace pace = new Pace(clock, 400);
    clock.pass(2);
    Pace.Rates rates = pace.rates(progress(500, 10_000, 20_000));

    assertEquals(50, rates.updates(), 1e-9);
    assertEquals(5_000, rates.cases(), 1e-6);
    assertEquals(10_000, rates.sweeps(), 1e-6);
    assertEquals(10, rates.secondsLeft(), 1e-9);
  }

  @Test
  void shouldForgetWhatIsLongAgo() {
    Pace pace = new Pace(clock, 0);
    for (int second = 1; second <= 10; second++) {
      clock.pass(1);
      pace.rates(progress(second, 0, 0));
    }
    for (int second = 1; second <= 6; second++) {
      clock.pass(1);
      pace.rates(progress(10 + 50 * second, 0, 0));
    }
    clock.pass(1);
    assertEquals(50, pace.rates(progress(360, 0, 0)).updates(), 1e-9);
  }

  @Test
  void shouldKnowNothingBeforeAnyTimeHasPassed() {
    assertTrue(Double.isNaN(new Pace(clock, 0).rates(progress(0, 0, 0)).updates()));
  }

  @Test
  void shouldNotSayHowLongItTakesByTheFirstUpdates() {
    Pace pace = new Pace(clock, 400);
    clock.pass(1);
    assertTrue(Double.isNaN(pace.rates(progress(409, 0, 0)).secondsLeft()));
    clock.pass(1);
    assertEquals(118, pace.rates(progress(410, 0, 0)).secondsLeft(), 1e-9);
  }

  @Test
  void shouldTellEverythingOnOneLine() {
    Pace pace = new Pace(clock, 0);
    clock.pass(1);
    Progress progress = progress(125, 12_500, 125_000);
    assertEquals(
        "epoch 12.5/100  0:07 left  125 updates/s  12,500 cases/s  125k sweeps/s  gap 1.25"
            + "  staleness 0.50",
        ProgressText.of(progress, pace.rates(progress), 1.25));
  }
}
