package dev.reverie.phase;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.reverie.encoding.Fields;
import dev.reverie.parameter.DivergedException;
import dev.reverie.parameter.Parameters;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is true of all sums as bytes. A subclass names objectives whose phases have the sums, small
 * ones: each byte of what they write is damaged in turn.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SumsContract {
  private static final int UPDATES = 3;

  /** Bytes are damaged at so many places at most, evenly spread. */
  private static final int PLACES = 1000;

  /** What a reader may allocate beside what bytes become: messages of errors, a first slab. */
  private static final long FIXED = 1 << 20;

  /** Room that a byte becomes at most: a list of places for a bit that is on, twice as long. */
  private static final long PER_BYTE = 256;

  /** An objective with a name for people. */
  public record Case(String name, Objective objective) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Sums of a phase, filled, and how to make empty ones. */
  protected record Filled(String name, Phase phase, Sums sums) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Objectives with the sums. */
  protected abstract Stream<Case> cases();

  /** Sums whose {@link Sums#requireFinite} throws, each with an empty one like it. */
  protected Stream<Sums[]> refused() {
    return Stream.empty();
  }

  protected final Stream<Filled> filled() {
    return cases().flatMap(SumsContract::filled);
  }

  private static Stream<Filled> filled(Case one) {
    Contributions work = new Contributions(one.objective(), 1);
    work.update(sums -> sums);
    List<PhaseStatistics> said = work.contribute();
    return said.stream()
        .map(
            phase ->
                new Filled(
                    one.name() + ", " + phase.phase().name(), phase.phase(), phase.parts().get(0)));
  }

  static byte[] written(Sums sums) {
    ByteBuffer out = Fields.allocate(sums.bytes());
    sums.write(out);
    assertFalse(out.hasRemaining(), "bytes() are those that are written");
    return out.array();
  }

  private static Sums read(Phase phase, byte[] bytes) {
    Sums sums = phase.newSums();
    sums.read(Fields.over(bytes));
    return sums;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldMakeTheSameUpdatesOfWhatIsRead(Case one) {
    Contributions plain = new Contributions(one.objective(), 2);
    Contributions wired = new Contributions(one.objective(), 2);
    Contributions again = new Contributions(one.objective(), 2);
    for (int update = 0; update < UPDATES; update++) {
      plain.update(said -> said);
      wired.update(said -> throughBytes(said, 1));
      again.update(said -> throughBytes(said, 2));
      assertSame(plain.parameters(), wired.parameters());
      assertSame(plain.state(), wired.state());
      assertSame(plain.parameters(), again.parameters());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldMakeTheSameUpdatesOfStatesThatAreCounted(Case one) {
    Contributions plain = new Contributions(one.objective(), 2);
    Contributions counted = new Contributions(one.objective(), 2);
    for (int update = 0; update < UPDATES; update++) {
      plain.update(said -> said);
      counted.update(counted::counted);
      assertSame(plain.parameters(), counted.parameters());
      assertSame(plain.state(), counted.state());
    }
  }

  /** Every part through bytes, into sums that hold what the part before held. */
  private static PhaseStatistics throughBytes(PhaseStatistics said, int times) {
    List<Sums> parts = said.parts();
    for (int time = 0; time < times; time++) {
      Sums last = parts.get(parts.size() - 1);
      List<Sums> from = parts;
      parts =
          parts.stream()
              .map(
                  part -> {
                    Sums into = read(said.phase(), written(from.indexOf(part) == 0 ? last : part));
                    into.read(Fields.over(written(part)));
                    return into;
                  })
              .toList();
    }
    return new PhaseStatistics(said.phase(), parts, said.count());
  }

  private static void assertSame(Parameters expected, Parameters actual) {
    assertArrayEquals(expected.values(), actual.values());
    assertArrayEquals(expected.words(), actual.words());
    for (int place = 0; place < expected.layout().frozen().size(); place++) {
      assertEquals(expected.frozen(place) == null, actual.frozen(place) == null);
      if (expected.frozen(place) != null) {
        assertSame(expected.frozen(place), actual.frozen(place));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("filled")
  void shouldWriteTheSameBytesOfWhatIsRead(Filled filled) {
    byte[] bytes = written(filled.sums());
    assertArrayEquals(bytes, written(filled.sums()), "writing changes nothing");
    assertArrayEquals(bytes, written(read(filled.phase(), bytes)));
  }

  @ParameterizedTest
  @MethodSource("filled")
  void shouldBeNothingOnceCleared(Filled filled) {
    byte[] nothing = written(filled.phase().newSums());
    Sums sums = read(filled.phase(), written(filled.sums()));
    sums.clear();
    assertArrayEquals(nothing, written(sums));
    sums = read(filled.phase(), written(filled.sums()));
    sums.read(Fields.over(nothing));
    assertArrayEquals(nothing, written(sums));
  }

  @ParameterizedTest
  @MethodSource("filled")
  void shouldLeaveWhatLiesAround(Filled filled) {
    int length = filled.sums().bytes();
    ByteBuffer buffer = Fields.allocate(length + 20);
    Arrays.fill(buffer.array(), (byte) 0x5A);
    filled.sums().write(buffer.position(7));
    assertEquals(length + 7, buffer.position());
    for (int k = 0; k < 20; k++) {
      assertEquals(0x5A, buffer.get(k < 7 ? k : length + k), "byte " + k);
    }
    Sums sums = filled.phase().newSums();
    sums.read(buffer.position(7));
    assertEquals(length + 7, buffer.position());
    assertArrayEquals(written(filled.sums()), written(sums));
  }

  @ParameterizedTest
  @MethodSource("filled")
  void shouldRefuseBytesThatEndEarly(Filled filled) {
    byte[] bytes = written(filled.sums());
    Sums sums = filled.phase().newSums();
    places(bytes.length)
        .forEach(
            length -> {
              ByteBuffer in = Fields.over(Arrays.copyOf(bytes, length));
              assertOneLine(assertThrows(IllegalArgumentException.class, () -> sums.read(in)));
            });
  }

  @ParameterizedTest
  @MethodSource("filled")
  void shouldReadOrRefuseBytesWithAFlippedBit(Filled filled) {
    byte[] bytes = written(filled.sums());
    places(bytes.length)
        .forEach(place -> readOrRefuse(filled, bytes, place, byt -> byt ^ 1 << place % Byte.SIZE));
    for (int bit = 0; bit < Math.min(bytes.length, 64) * Byte.SIZE; bit++) {
      int flipped = bit % Byte.SIZE;
      readOrRefuse(filled, bytes, bit / Byte.SIZE, byt -> byt ^ 1 << flipped);
    }
  }

  /** Lengths of any size among them. */
  @ParameterizedTest
  @MethodSource("filled")
  void shouldReadOrRefuseBytesOfWildNumbers(Filled filled) {
    byte[] bytes = written(filled.sums());
    for (int place = 0; place < Math.min(bytes.length, 200); place++) {
      for (int last : new int[] {0x7F, 0xFF, 0x80, 0x01}) {
        byte[] wild = bytes.clone();
        int to = Math.min(place + 3, wild.length);
        Arrays.fill(wild, place, to, (byte) 0xFF);
        readOrRefuse(filled, wild, Math.min(to, wild.length - 1), byt -> last);
      }
    }
  }

  private static void readOrRefuse(Filled filled, byte[] bytes, int place, IntUnaryOperator with) {
    byte[] damaged = bytes.clone();
    damaged[place] = (byte) with.applyAsInt(damaged[place]);
    Sums sums = filled.phase().newSums();
    long before = allocated();
    try {
      sums.read(Fields.over(damaged));
    } catch (IllegalArgumentException refusal) {
      assertOneLine(refusal);
      return;
    } finally {
      long made = allocated() - before;
      assertTrue(made <= FIXED + PER_BYTE * bytes.length, () -> made + " bytes were allocated");
    }
    assertDoesNotThrow(() -> written(sums));
  }

  private static void assertOneLine(IllegalArgumentException refusal) {
    assertEquals(1, refusal.getMessage().lines().count(), refusal.getMessage());
  }

  private static IntStream places(int length) {
    int step = Math.max(1, length / PLACES);
    return IntStream.range(0, length).filter(place -> place % step == 0 || length - place < 100);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldCarryWhatCouldNotBeSummed(Case one) {
    refused()
        .forEach(
            pair -> {
              DivergedException said =
                  assertThrows(DivergedException.class, () -> pair[0].requireFinite("chains"));
              pair[1].read(Fields.over(written(pair[0])));
              DivergedException read =
                  assertThrows(DivergedException.class, () -> pair[1].requireFinite("chains"));
              assertEquals(said.getMessage(), read.getMessage());
            });
    one.objective().phases().forEach(phase -> phase.newSums().requireFinite(phase.name()));
  }
}
