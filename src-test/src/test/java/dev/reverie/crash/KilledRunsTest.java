package dev.reverie.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed at any point goes on from its last durable checkpoint, and ends as if
 * nothing had been.
 */
final class KilledRunsTest {
  private static final long SEED = Long.getLong("reverie.seed", 20_261_122);

  @TempDir private Path folder;

  @Test
  void shouldEndWithTheSameBytesAfterTwoKills() throws IOException, InterruptedException {
    kill(new Kills(folder, CrashSettings.of(1000, 24), SEED), 2);
  }

  @Test
  @Tag("long")
  void shouldEndWithTheSameBytesAfterTwentyKills() throws IOException, InterruptedException {
    Kills kills = new Kills(folder, CrashSettings.of(2000, 60), SEED);
    kill(kills, 20);
    assertTrue(kills.insideWrites() >= 5, kills::toString);
  }

  /**
   * Every other one is aimed at a write. One that comes after the end of its run is tried again.
   */
  private static void kill(Kills kills, int times) throws IOException, InterruptedException {
    String expected = kills.leftAlone();
    for (int run = 0; run < 2 * times && kills.kills() < times; run++) {
      kills.killOnce(run % 2 == 0, expected);
    }
    System.out.println("seed " + SEED + ": " + kills);
    assertEquals(times, kills.kills(), kills::toString);
  }
}
