package dev.reverie.benchmark.growth;

import dev.reverie.benchmark.chart.Texts;
import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.DataReader;
import dev.reverie.data.Dataset;
import dev.reverie.data.GeneratedData;
import dev.reverie.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What all curves are measured with.
 *
 * @param data the rows' name for people
 * @param usual the model of every curve but that over hidden units
 * @param updates that every model is trained for
 */
public record Material(String data, BinaryRows rows, Trained usual, int updates) {
  static final int HIDDEN = 500;

  private static final int DRAWN_ROWS = 6_000;
  private static final int VISIBLE = 784;
  private static final String FOLDER = "REVERIE_MNIST";

  /** MNIST where {@code REVERIE_MNIST} names its folder, else drawn digits. */
  public static Material prepare(int updates) {
    Optional<Dataset> mnist = mnist("train-images");
    BinaryRows rows = BinaryRows.of(mnist.orElseGet(Material::drawn), Binarisation.THRESHOLD, 1);
    String name = mnist.isPresent() ? "MNIST" : "drawn digits";
    return new Material(name, rows, Trained.of(rows, HIDDEN, updates), updates);
  }

  private static Dataset drawn() {
    return GeneratedData.digits(1, DRAWN_ROWS);
  }

  /**
   * MNIST's pictures where {@code REVERIE_MNIST} names their folder, else nothing.
   *
   * @param file how the file's name begins
   */
  public static Optional<Dataset> mnist(String file) {
    return Optional.ofNullable(System.getenv(FOLDER))
        .filter(folder -> !folder.isBlank())
        .map(folder -> read(folder, file));
  }

  private static Dataset read(String folder, String file) {
    Dataset data = DataReader.read(images(folder, file));
    if (data.columns() != VISIBLE) {
      throw new InputException(
          FOLDER + "=" + folder + " has rows of " + data.columns() + " values, must be " + VISIBLE);
    }
    return data;
  }

  private static Path images(String folder, String name) {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name))
          .sorted()
          .findFirst()
          .orElseThrow(() -> noMnist(folder, name, null));
    } catch (IOException | InvalidPathException e) {
      throw noMnist(folder, name, e);
    }
  }

  private static InputException noMnist(String folder, String name, Exception cause) {
    String message = FOLDER + "=" + folder + " must be a folder with MNIST's " + name + " file";
    return new InputException(message, cause);
  }

  /** One line that tells the model and all settings that the axes do not. */
  public String words() {
    return Texts.format(
        "binary RBM, %d visible x %d hidden units, PCD, batch %d, %d particles, k = 1; %s at"
            + " threshold 0.5, after %d updates (%.0f %% of the particles' visible units on)",
        usual.visible(),
        usual.hidden(),
        Trained.BATCH,
        Trained.BATCH,
        data,
        updates,
        100 * usual.density());
  }
}
