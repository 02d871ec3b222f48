package dev.reverie.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Which nodes are killed one after the other, and when: a plan that a seed decides. */
final class Killing {
  private static final int MOST_UPDATES = 60;
  private static final long WRITE_NANOS = 60_000_000_000L;

  private final Random random;
  private final List<Victim> victims = new ArrayList<>();
  private int insideWrites;

  /** Who is killed. */
  enum Victim {
    WORKER,
    /** The node with the aggregator. */
    CONDUCTOR,
    /** The same, while it writes a checkpoint. */
    WRITER
  }

  /**
   * @param conductors kills of the node with the aggregator, every other one while it writes
   */
  Killing(int workers, int conductors, long seed) {
    random = new Random(seed);
    victims.addAll(Collections.nCopies(workers, Victim.WORKER));
    victims.addAll(Collections.nCopies(conductors / 2, Victim.CONDUCTOR));
    victims.addAll(Collections.nCopies(conductors - conductors / 2, Victim.WRITER));
    Collections.shuffle(victims, random);
  }

  List<Victim> victims() {
    return List.copyOf(victims);
  }

  /** Updates to wait for before the next kill. */
  long updates() {
    return 1 + random.nextInt(MOST_UPDATES);
  }

  /** One of the numbers from 1 on but for one. */
  int anyBut(int conductor, int nodes) {
    int other = 1 + random.nextInt(nodes - 1);
    return other >= conductor ? other + 1 : other;
  }

  /** Kills while there is a part of a checkpoint, if there is one soon. */
  void killWriting(NodeProcess process, Path checkpoints) {
    long end = System.nanoTime() + WRITE_NANOS;
    while (!isWriting(checkpoints) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    process.kill();
    insideWrites += isWriting(checkpoints) ? 1 : 0;
  }

  /** Kills that left a part of a checkpoint behind. */
  int insideWrites() {
    return insideWrites;
  }

  private static boolean isWriting(Path checkpoints) {
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.anyMatch(
          file ->
              file.getFileName().toString().startsWith(".update")
                  && file.toString().endsWith(".tmp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
