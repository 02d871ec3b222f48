package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoundTripsTest {
  /** Replicas by name, each with its whole way. */
  private static final class Naive {
    private final int[] replicas;
    private final StringBuilder[] ways;

    Naive(int temperatures) {
      replicas = new int[temperatures];
      ways = new StringBuilder[temperatures];
      for (int k = 0; k < temperatures; k++) {
        replicas[k] = k;
        ways[k] = new StringBuilder();
      }
    }

    void exchange(int lower) {
      int kept = replicas[lower];
      replicas[lower] = replicas[lower + 1];
      replicas[lower + 1] = kept;
    }

    void arrive() {
      ways[replicas[0]].append('b');
      ways[replicas[replicas.length - 1]].append('t');
    }

    long made() {
      long made = 0;
      for (StringBuilder way : ways) {
        String turns = way.toString().replaceAll("b+", "b").replaceAll("t+", "t");
        made += turns.replaceFirst("^b", "").chars().filter(end -> end == 'b').count();
        made -= turns.endsWith("b") && turns.contains("t") ? 1 : 0;
      }
      return made;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 32, 33})
  void shouldCountHowOftenReplicasWentToTheBaseAndBack(int temperatures) {
    Random random = new Random(temperatures);
    RoundTrips counted = new RoundTrips(temperatures, 3);
    Naive naive = new Naive(temperatures);
    for (int step = 0; step < 20_000; step++) {
      for (int pair = step % 2; pair < temperatures - 1; pair += 2) {
        if (random.nextInt(4) != 0) {
          counted.exchange(1, pair, pair + 1);
          naive.exchange(pair);
        }
      }
      counted.arrive(1);
      naive.arrive();
      if (step % 1000 == 0) {
        counted = throughBytes(counted, temperatures);
      }
    }
    assertEquals(naive.made(), counted.made(1, 2));
    assertEquals(naive.made(), counted.made(0, 3), "other ladders have made none");
    assertEquals(true, naive.made() > 20, "there are some");
  }

  private static RoundTrips throughBytes(RoundTrips from, int temperatures) {
    RoundTrips to = new RoundTrips(temperatures, 3);
    ByteBuffer bytes = ByteBuffer.allocate(RoundTrips.bytes(temperatures));
    for (int ladder = 0; ladder < 3; ladder++) {
      from.write(ladder, bytes.clear());
      assertEquals(0, bytes.remaining());
      to.read(ladder, bytes.flip());
    }
    return to;
  }
}
