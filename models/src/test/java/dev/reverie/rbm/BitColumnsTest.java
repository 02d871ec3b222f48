package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BitColumnsTest {
  @ParameterizedTest
  @CsvSource({"1, 1, 0", "1, 2, 3", "64, 1, 0", "65, 3, 1", "128, 2, 0", "100, 13, 5"})
  void shouldTurnStatesIntoColumnsAsANaiveLoopDoes(int count, int words, int offset) {
    Random random = new Random(count);
    long[] states = random.longs(offset + (long) count * words).toArray();
    int columnWords = (count + 63) / 64;
    long[] columns = random.longs((long) words * 64 * columnWords).toArray();
    long[] work = random.longs(BitColumns.work(words)).toArray();
    BitColumns.transpose(states, offset, words, count, columns, work);
    for (int unit = 0; unit < words * 64; unit++) {
      int expected = 0;
      for (int n = 0; n < count; n++) {
        boolean on = (states[offset + n * words + unit / 64] >>> unit % 64 & 1) != 0;
        long bit = columns[unit * columnWords + n / 64] >>> n % 64 & 1;
        assertEquals(on ? 1 : 0, bit, "unit " + unit + " state " + n);
        expected += on ? 1 : 0;
      }
      assertEquals(expected, BitColumns.count(columns, unit * columnWords, columnWords));
    }
  }
}
