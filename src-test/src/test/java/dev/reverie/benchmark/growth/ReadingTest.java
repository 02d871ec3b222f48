package dev.reverie.benchmark.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ReadingTest {
  @Test
  void shouldTellWhereTheCostLeavesItsLine() {
    assertEquals(
        """
        hidden: 64.0 us per update at 64, 8.19 ms at 4,096 hidden units; line: proportional, through 512
          4,096: 2.00 times its line, snapshot 4.0 KiB, particles 2 MiB
        """,
        Reading.of(Examples.proportional(Curve.HIDDEN)));
  }
}
