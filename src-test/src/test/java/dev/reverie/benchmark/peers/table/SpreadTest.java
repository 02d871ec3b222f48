package dev.reverie.benchmark.peers.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpreadTest {
  @Test
  void shouldTakeTheMiddleOfAnOddNumber() {
    assertEquals(new Spread(3, 1, 9), Spread.of(9, 1, 3));
  }

  @Test
  void shouldTakeTheMeanOfTheMiddleTwoOfAnEvenNumber() {
    assertEquals(new Spread(3.5, 1, 9), Spread.of(9, 1, 3, 4));
  }

  /** A machine that halves its speed in the second round changes no ratio. */
  @Test
  void shouldTakeRatiosPairByPair() {
    List<Double> ours = List.of(60.0, 30.0, 62.0);
    List<Double> theirs = List.of(10.0, 5.0, 10.0);
    assertEquals(new Spread(6, 6, 6.2), Spread.ofRatios(ours, theirs, Double::doubleValue));
  }

  @Test
  void shouldRefuseRoundsWithoutPartners() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Spread.ofRatios(List.of(1.0), List.of(), Double::doubleValue));
  }

  @Test
  void shouldRefuseNothing() {
    assertThrows(IllegalArgumentException.class, Spread::of);
  }
}
