package dev.reverie.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.DivergedException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumsTest {
  private static final BigDecimal TWO_64 = new BigDecimal(2).pow(64);

  @Test
  void shouldEqualTheSumOfNumbersThatAreRoundedToMultiplesOfTheResolution() {
    for (int set = 0; set < 200; set++) {
      List<Double> numbers = numbers(set, 50);
      ExactSums sums = sums(numbers);
      BigDecimal exact =
          numbers.stream().map(ExactSumsTest::rounded).reduce(BigDecimal.ZERO, BigDecimal::add);
      double expected = exact.doubleValue();
      assertEquals(expected, sums.mean(0, 1), Math.ulp(expected), "set " + set);
    }
  }

  @Test
  void shouldRoundOneNumberToTheResolution() {
    List<Double> numbers = new ArrayList<>(List.of(0.0, 1.0, 0.1, 1e-300, Double.MIN_VALUE));
    for (int exponent = -67; exponent < 41; exponent++) {
      double power = Math.scalb(1.0, exponent);
      numbers.addAll(List.of(power, Math.nextUp(power), Math.nextDown(power), 1.5 * power));
    }
    for (double number : numbers) {
      assertEquals(rounded(number).doubleValue(), sums(List.of(number)).mean(0, 1));
      assertEquals(rounded(-number).doubleValue(), sums(List.of(-number)).mean(0, 1));
    }
  }

  @Test
  void shouldKeepWhatFloatingPointWouldLose() {
    ExactSums sums = sums(List.of(0x1p41, 0x1p-60, -0x1p41));
    assertEquals(0x1p-60, sums.mean(0, 1));
  }

  @Test
  void shouldNotDependOnTheOrderOrTheParts() {
    List<Double> numbers = numbers(1, 1000);
    double expected = sums(numbers).mean(0, 1000);
    for (int shuffle = 0; shuffle < 20; shuffle++) {
      Collections.shuffle(numbers, new Random(shuffle));
      int cut = 50 * shuffle;
      ExactSums total = sums(numbers.subList(cut, 1000));
      total.add(sums(numbers.subList(0, cut)));
      assertEquals(expected, total.mean(0, 1000));
    }
  }

  @Test
  void shouldKeepNamesApartAndForgetWhenCleared() {
    ExactSums sums = new ExactSums(List.of("first", "second"));
    sums.add(0, 3);
    sums.add(1, -5);
    sums.add(1, Double.NaN);
    assertEquals(1.5, sums.mean(0, 2));
    assertEquals(-2.5, sums.mean(1, 2));
    sums.clear();
    sums.requireFinite("positive");
    assertEquals(0, sums.mean(1, 2));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0x1p42, 0x1p42})
  void shouldReportWhatItRefusedAndFromWhichPhase(double number) {
    ExactSums sums = sums(List.of(1.0, number, 2.0));
    ExactSums total = sums(List.of(4.0));
    total.add(sums);
    DivergedException thrown =
        assertThrows(DivergedException.class, () -> total.requireFinite("negative"));
    assertEquals("negative", thrown.phase());
    assertTrue(thrown.getMessage().contains("x=" + number), thrown.getMessage());
    assertEquals(7, total.mean(0, 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1p41, -0x1p41})
  void shouldRefuseASumBeyondItsRange(double number) {
    ExactSums sums = sums(List.of(number));
    for (int doubling = 42; doubling < 63; doubling++) {
      sums.add(copy(sums));
      sums.requireFinite("positive");
    }
    sums.add(copy(sums));
    assertThrows(DivergedException.class, () -> sums.requireFinite("positive"));
  }

  @Test
  void shouldRefuseSumsOfOtherNames() {
    ExactSums sums = sums(List.of());
    assertThrows(IllegalArgumentException.class, () -> sums.add(new ExactSums(List.of("y"))));
  }

  private static ExactSums sums(List<Double> numbers) {
    ExactSums sums = new ExactSums(List.of("x"));
    numbers.forEach(number -> sums.add(0, number));
    return sums;
  }

  private static ExactSums copy(ExactSums sums) {
    ExactSums copy = new ExactSums(sums.names());
    copy.add(sums);
    return copy;
  }

  private static List<Double> numbers(long seed, int count) {
    Random random = new Random(seed);
    List<Double> numbers = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      numbers.add(Math.scalb(random.nextDouble() * 2 - 1, random.nextInt(114) - 72));
    }
    return numbers;
  }

  private static BigDecimal rounded(double number) {
    return new BigDecimal(number)
        .multiply(TWO_64)
        .setScale(0, RoundingMode.HALF_UP)
        .divide(TWO_64, MathContext.UNLIMITED);
  }
}
