package dev.reverie.service.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.213|0.213",
        "17.31|17.3",
        "1962.4|1,962",
        "196200|196k",
        "1240000|1.24M",
        "NaN|-"
      })
  void shouldGiveRatesThreeDigitsOrSo(double rate, String expected) {
    assertEquals(expected, Numbers.rate(rate));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|0:07",
        "59.6|1:00",
        "750|12:30",
        "11100|3:05:00",
        "Infinity|-",
        "NaN|-",
        "-3|0:00"
      })
  void shouldGiveDurationsAsAClockShowsThem(double seconds, String expected) {
    assertEquals(expected, Numbers.duration(seconds));
  }

  @Test
  void shouldGiveBytesInWholeMebibytesOrGibibytes() {
    assertEquals("1 MiB", Numbers.bytes(1));
    assertEquals("512 MiB", Numbers.bytes(512 << 20));
    assertEquals("1.5 GiB", Numbers.bytes(1.5 * (1 << 30)));
  }

  @Test
  void shouldQuoteForTheShellWhatNeedsIt() {
    assertEquals("runs/digits-500-1", ShellWord.of("runs/digits-500-1"));
    assertEquals("'my runs/it'\\''s'", ShellWord.of("my runs/it's"));
  }
}
