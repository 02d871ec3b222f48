package dev.reverie.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Known answers of threefry2x64 with twenty rounds, from the file {@code kat_vectors} of Random123.
 */
@Tag("bits")
final class ThreefryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0000000000000000 0000000000000000 | 0000000000000000 0000000000000000 | c2b6e3a8c2c69865 6f81ed42f350084d
          ffffffffffffffff ffffffffffffffff | ffffffffffffffff ffffffffffffffff | e02cb7c4d95d277a d06633d0893b8b68
          243f6a8885a308d3 13198a2e03707344 | a4093822299f31d0 082efa98ec4e6c89 | 263c7d30bb0f0af1 56be8361d3311526
          """)
  void shouldGiveThePublishedAnswers(String counter, String key, String answer) {
    long[] c = words(counter);
    long[] k = words(key);
    long[] expected = words(answer);
    int[] out = new int[4];
    Threefry.block(c[0], c[1], k[0], k[1], out);
    int[] halves = {
      (int) expected[0], (int) (expected[0] >>> 32), (int) expected[1], (int) (expected[1] >>> 32)
    };
    assertArrayEquals(halves, out);
  }

  private static long[] words(String hex) {
    String[] parts = hex.trim().split(" ");
    long[] words = new long[parts.length];
    for (int n = 0; n < parts.length; n++) {
      words[n] = Long.parseUnsignedLong(parts[n], 16);
    }
    return words;
  }
}
