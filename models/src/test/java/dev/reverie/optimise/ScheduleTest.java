package dev.reverie.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleTest {
  @Test
  void shouldStayWithoutDecay() {
    Schedule schedule = new Schedule(0.1, Schedule.Decay.NONE, 10);
    assertEquals(0.1, schedule.at(0));
    assertEquals(0.1, schedule.at(1L << 40));
  }

  @Test
  void shouldFallInAStraightLineToNothingAndStayThere() {
    Schedule schedule = new Schedule(0.5, Schedule.Decay.LINEAR, 4);
    assertEquals(0.5, schedule.at(0));
    assertEquals(0.375, schedule.at(1));
    assertEquals(0.125, schedule.at(3));
    assertEquals(0, schedule.at(4));
    assertEquals(0, schedule.at(1000));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void shouldRefuseARateThatIsNone(double rate) {
    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> new Schedule(rate, Schedule.Decay.NONE, 1));
    assertTrue(refusal.getMessage().startsWith("rate=" + rate), refusal.getMessage());
  }

  @Test
  void shouldRefuseNoUpdates() {
    assertThrows(IllegalArgumentException.class, () -> new Schedule(1, Schedule.Decay.LINEAR, 0));
  }
}
