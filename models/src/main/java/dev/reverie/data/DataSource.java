package dev.reverie.data;

import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a user names as data: rows to learn from and, where there are any, rows to test on.
 *
 * @param description one line for people: where the rows come from and how many there are
 */
public record DataSource(Dataset train, Optional<Dataset> test, String description) {
  /** Drawn digits, see {@link GeneratedData#digits}. */
  public static final String DIGITS = "digits";

  /** Bars and stripes of 4 x 4 pixels, see {@link GeneratedData#barsAndStripes}. */
  public static final String BARS_AND_STRIPES = "bars-and-stripes";

  /** The built-in digits are the same for every run, whatever its own seed. */
  public static final long DIGITS_SEED = 28;

  private static final int DIGITS_TRAIN_ROWS = 10_000;
  private static final int DIGITS_TEST_ROWS = 2_000;
  private static final int BARS_AND_STRIPES_SIDE = 4;
  private static final int HELD_OUT_PART = 10;
  private static final String CHOICES = DIGITS + ", " + BARS_AND_STRIPES + " or a file";
  private static final String GZIP = ".gz";

  /**
   * Finds the data for a value of {@code --data}: the name of a built-in set, else a file. Beside a
   * file named like MNIST's train-images lies its test set; any other file's last tenth is held
   * out.
   *
   * @throws InputException when there is no such thing or it cannot be used
   */
  public static DataSource of(String value) {
    return of(value, ValueRange.INTENSITIES);
  }

  /** The same with files of values in a range. */
  public static DataSource of(String value, ValueRange range) {
    return of(value, range, true);
  }

  /**
   * The same, where a file without a test set may be learned as a whole.
   *
   * @param holdOut whether the last tenth of such a file is held out
   */
  public static DataSource of(String value, ValueRange range, boolean holdOut) {
    return switch (value) {
      case DIGITS -> digits();
      case BARS_AND_STRIPES -> barsAndStripes();
      default -> file(path(value), range, holdOut);
    };
  }

  private static DataSource digits() {
    Dataset train = GeneratedData.digits(DIGITS_SEED, DIGITS_TRAIN_ROWS);
    Dataset test = GeneratedData.testDigits(DIGITS_SEED, DIGITS_TEST_ROWS);
    return new DataSource(
        train, Optional.of(test), describe(train) + "; test: " + test.rows() + " other drawings");
  }

  private static DataSource barsAndStripes() {
    Dataset all = GeneratedData.barsAndStripes(BARS_AND_STRIPES_SIDE);
    return new DataSource(all, Optional.of(all), describe(all) + "; test: the same rows");
  }

  private static DataSource file(Path path, ValueRange range, boolean holdOut) {
    Dataset all = DataReader.read(path, range);
    Optional<Path> testPath = mnistTest(path);
    if (testPath.isPresent()) {
      Dataset test = DataReader.read(testPath.get(), range);
      checkColumns(all, path, test, testPath.get());
      String words = describe(all) + "; test: " + test.rows() + " rows of " + test.name();
      return new DataSource(all, Optional.of(test), words);
    }
    if (!holdOut) {
      return new DataSource(all, Optional.empty(), describe(all));
    }
    if (all.rows() == 1) {
      return new DataSource(all, Optional.empty(), describe(all) + "; no row is left for a test");
    }
    int heldOut = Math.max(1, all.rows() / HELD_OUT_PART);
    int kept = all.rows() - heldOut;
    Dataset train = all.slice(all.name(), 0, kept);
    Dataset test = all.slice(all.name(), kept, all.rows());
    return new DataSource(
        train,
        Optional.of(test),
        describe(train) + "; test: its last " + heldOut + " rows, held out");
  }

  private static Path path(String value) {
    try {
      if (!value.isBlank() && Files.exists(Path.of(value))) {
        return Path.of(value);
      }
    } catch (InvalidPathException e) {
      throw new InputException("data " + Quoted.of(value) + " is no path, must be " + CHOICES, e);
    }
    throw new InputException("data " + Quoted.of(value) + " does not exist, must be " + CHOICES);
  }

  private static Optional<Path> mnistTest(Path path) {
    String name = path.getFileName() == null ? "" : path.getFileName().toString();
    String test = name.replace("train-images", "t10k-images");
    if (test.equals(name)) {
      return Optional.empty();
    }
    String plain = test.endsWith(GZIP) ? test.substring(0, test.length() - GZIP.length()) : test;
    return List.of(test, plain, plain + GZIP).stream()
        .map(path::resolveSibling)
        .filter(Files::exists)
        .findFirst();
  }

  private static void checkColumns(Dataset train, Path path, Dataset test, Path testPath) {
    if (train.columns() != test.columns()) {
      throw new InputException(
          String.format(
              "%s has %d values a row, must have %d as %s",
              testPath, test.columns(), train.columns(), path));
    }
  }

  private static String describe(Dataset data) {
    String words =
        String.format(
            "%s: %d rows of %d x %d", data.name(), data.rows(), data.height(), data.width());
    boolean dark = data.hasIntensities() && data.values().largest() <= 1 / 255f;
    return dark ? words + " (no value above 1/255: bytes are divided by 255)" : words;
  }
}
