package dev.reverie.benchmark.peers;

import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.DataSource;
import dev.reverie.input.InputException;
import dev.reverie.tensor.Npy;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The data that all train on: MNIST where it is, else generated digits, at threshold 0.5.
 *
 * @param description one line for people
 */
record SharedData(BinaryRows train, BinaryRows test, String description) {
  private static final String FOLDER = "REVERIE_MNIST";
  private static final List<String> NAMES =
      List.of("train-images-idx3-ubyte.gz", "train-images-idx3-ubyte");

  static SharedData find(Path root) {
    String named = System.getenv(FOLDER);
    Path beside = root.resolveSibling("shared/data/mnist");
    if (named == null && !Files.isDirectory(beside)) {
      return of(DataSource.of(DataSource.DIGITS), " (no MNIST here: " + FOLDER + " names none)");
    }
    Path folder = named == null ? beside : Path.of(named);
    Path file =
        NAMES.stream()
            .map(folder::resolve)
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        FOLDER + "=" + folder + " holds no " + NAMES.get(0) + ", must hold MNIST"));
    return of(DataSource.of(file.toString()), "");
  }

  private static SharedData of(DataSource source, String remark) {
    return new SharedData(
        BinaryRows.of(source.train(), Binarisation.THRESHOLD, 1),
        BinaryRows.of(source.test().orElse(source.train()), Binarisation.THRESHOLD, 1),
        source.description() + "; binarised by threshold" + remark);
  }

  /** Writes the training rows as bytes of 0 and 255, which every worker reads. */
  void write(Path file) throws IOException {
    byte[][] rows = new byte[train.rows()][train.columns()];
    long[] bits = new long[train.words()];
    for (int n = 0; n < rows.length; n++) {
      train.fill(BinaryRows.ONCE, n, bits, 0);
      for (int i = 0; i < train.columns(); i++) {
        rows[n][i] = (byte) -(bits[i >>> 6] >>> i & 1);
      }
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      Npy.write(out, rows);
    }
  }
}
