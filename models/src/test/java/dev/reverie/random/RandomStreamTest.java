package dev.reverie.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Where a number comes from. How the numbers are distributed is checked in {@link
 * DistributionTest}.
 */
final class RandomStreamTest {
  private static final long SEED = 0x0123456789ABCDEFL;

  @Test
  @Tag("bits")
  void shouldReadTheWordThatTheMapNames() {
    int item = -7;
    long step = 0xFEDCBA9876543210L;
    RandomStream stream = new RandomStream(SEED, Purpose.CHAIN_HIDDEN);
    int[] words = new int[4];
    for (int unit : new int[] {0, 1, 2, 15, 16, 63, 64, 65, 499, 783, 1 << 20, (1 << 26) - 1}) {
      int block = 16 * (unit / 64) + (unit % 16) / 2 + 8 * (unit % 2);
      Threefry.block(((long) item << 32) + (6 << 24) + block, step, SEED, 0, words);
      assertEquals(words[unit % 64 / 16], stream.bits(item, step, unit), () -> "unit " + unit);
    }
  }

  @Test
  void shouldGiveEveryUnitAWordOfItsOwnWithoutGaps() {
    Set<Integer> places = new HashSet<>();
    int units = 64 * 9;
    for (int unit = 0; unit < units; unit++) {
      places.add(RandomStream.blockOf(unit) * 4 + RandomStream.wordOf(unit));
    }
    assertEquals(
        IntStream.range(0, units).boxed().collect(HashSet::new, Set::add, Set::addAll), places);
  }

  @Test
  void shouldKeepTheLastUnitsBlockOutOfThePurposesBits() {
    assertEquals((1 << 23) - 1, RandomStream.blockOf(RandomStream.UNIT_LIMIT - 1));
  }

  /** 16 bits of blocks that no other numbers are made of, and 7 of others. */
  @Test
  void shouldDrawEveryUnitFromBitsOfItsOwn() {
    RandomStream stream = new RandomStream(0x0123456789ABCDEFL, Purpose.CHAIN_HIDDEN);
    Set<Integer> places = new HashSet<>();
    int[] words = new int[4];
    for (int unit = 0; unit < 64 * 9; unit++) {
      int block = 8 * (unit / 64) + unit % 16 / 2;
      int word = unit % 2 + unit % 64 / 32 * 2;
      int shift = unit / 16 % 2 * 16;
      stream.block(77, 5, 1 << 23 | block, words);
      int first = words[word] >>> shift & 0xFFFF;
      stream.block(77, 5, 3 << 22 | block, words);
      int second = words[word] >>> shift + 9 & 127;
      assertEquals(first, stream.firstDrawBits(77, 5, unit), "unit " + unit);
      assertEquals(first * 128 + second, stream.drawBits(77, 5, unit), "unit " + unit);
      assertEquals(stream.counter(77, 1 << 23 | unit / 64 * 8), stream.drawCounter(77, unit / 64));
      assertTrue(places.add((block * 4 + word) * 2 + shift / 16), "unit " + unit);
    }
  }

  @Test
  void shouldGiveDistinctBlocksAtDistinctAddresses() {
    Set<List<Integer>> blocks = new HashSet<>();
    int asked = 0;
    int[] words = new int[4];
    for (Purpose purpose : Purpose.values()) {
      for (long seed : new long[] {0, 1, -1, 1L << 32, Long.MIN_VALUE}) {
        RandomStream stream = new RandomStream(seed, purpose);
        for (int item : new int[] {0, 1, 2, -1, Integer.MAX_VALUE}) {
          for (long step : new long[] {0, 1, 2, 1L << 32, 1L << 40, (1L << 40) + 1}) {
            for (int block : new int[] {0, 1, 15, 16, (1 << 24) - 1}) {
              stream.block(item, step, block, words);
              blocks.add(List.of(words[0], words[1], words[2], words[3]));
              asked++;
            }
          }
        }
      }
    }
    assertEquals(asked, blocks.size());
  }

  @Test
  void shouldPutUniformsInTheMiddleOfTheirBits() {
    RandomStream stream = new RandomStream(SEED, Purpose.VARIATIONAL);
    for (int unit = 0; unit < 100; unit++) {
      double uniform = stream.uniform(3, 4, unit);
      assertEquals((Integer.toUnsignedLong(stream.bits(3, 4, unit)) + 0.5) / (1L << 32), uniform);
      assertTrue(uniform > 0 && uniform < 1);
    }
  }

  @Test
  void shouldGiveTheSameNumbersAgainAndOthersToAnotherSeed() {
    RandomStream stream = new RandomStream(SEED, Purpose.PROPOSAL);
    assertEquals(
        stream.gaussian(1, 2, 3), new RandomStream(SEED, Purpose.PROPOSAL).gaussian(1, 2, 3));
    assertNotEquals(
        stream.bits(1, 2, 3), new RandomStream(SEED + 1, Purpose.PROPOSAL).bits(1, 2, 3));
  }
}
