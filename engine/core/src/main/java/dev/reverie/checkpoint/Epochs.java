package dev.reverie.checkpoint;

import dev.reverie.input.InputException;
import dev.reverie.parameter.Version;
import dev.reverie.tensor.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The epochs that have been opened in a folder of checkpoints, one file each, which holds the
 * number of the update that the epoch went on from, and a mark: whoever can read that sees this
 * folder. Opening one is exclusive: of two who try, one has the next number. Whoever has an older
 * one may write no more; what it wrote too late, because it was stopped in the middle, does not
 * count.
 */
final class Epochs {
  private static final String PREFIX = "epoch-";
  private static final String CONTENT = "\\d{1,18} [0-9a-f]+";
  private static final int MARK_BYTES = 8;

  private final Path folder;

  Epochs(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens the next epoch: no older one may write any more.
   *
   * @param least that it may be
   */
  int open(int least) throws IOException {
    Files.createDirectories(folder);
    while (true) {
      int next = Math.max(least, newest() + 1);
      try {
        Files.createFile(file(next));
        return next;
      } catch (FileAlreadyExistsException e) {
        continue;
      }
    }
  }

  /** Says which update an open epoch goes on from; returns the epoch's mark. */
  String goesOnFrom(int epoch, long update) throws IOException {
    byte[] random = new byte[MARK_BYTES];
    new SecureRandom().nextBytes(random);
    String mark = HexFormat.of().formatHex(random);
    byte[] text = (update + " " + mark).getBytes(StandardCharsets.US_ASCII);
    AtomicFile.write(file(epoch), out -> out.write(text));
    return mark;
  }

  /** The mark of an epoch; empty where it cannot be read. */
  Optional<String> mark(int epoch) {
    try {
      String text = Files.readString(file(epoch), StandardCharsets.US_ASCII);
      return text.matches(CONTENT) ? Optional.of(text.split(" ")[1]) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Path file(int epoch) {
    return folder.resolve(String.format(Locale.ROOT, "%s%09d", PREFIX, epoch));
  }

  /** The newest epoch; -1 when none has been opened. */
  int newest() {
    TreeMap<Integer, Long> all = all();
    return all.isEmpty() ? -1 : all.lastKey();
  }

  /** Whether a checkpoint was written by an epoch that another one had ended before. */
  boolean isLate(Version version) {
    for (Map.Entry<Integer, Long> later : all().tailMap(version.epoch() + 1).entrySet()) {
      if (version.number() > later.getValue()) {
        return true;
      }
    }
    return false;
  }

  private TreeMap<Integer, Long> all() {
    TreeMap<Integer, Long> all = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return all;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : entries.toList()) {
        String name = file.getFileName().toString();
        if (name.matches(PREFIX + "\\d{9}")) {
          all.put(Integer.parseInt(name.substring(PREFIX.length())), update(file));
        }
      }
    } catch (IOException e) {
      throw new InputException("checkpoint folder " + folder + " cannot be read: " + e, e);
    }
    return all;
  }

  /** While an epoch has not said where it goes on from, everything before it counts. */
  private static long update(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    return text.matches(CONTENT) ? Long.parseLong(text.split(" ")[0]) : Long.MAX_VALUE;
  }
}
