package dev.reverie.data;

import dev.reverie.input.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The labels of a data source's rows. */
public record Labelling(Labels train, Optional<Labels> test) {
  /** Stands for labels that are found beside the data. */
  public static final String AUTO = "auto";

  private static final String IMAGES = "images-idx3";
  private static final String LABELS = "labels-idx1";

  /**
   * Finds the labels of a source.
   *
   * @param labels a file, of all rows of the data's file, or {@link #AUTO}: those of drawn digits,
   *     or the file named like MNIST's train-labels beside the data
   * @param data the value that {@link DataSource#of} made the source of
   */
  public static Labelling of(String labels, String data, DataSource source) {
    if (data.equals(DataSource.DIGITS) && labels.equals(AUTO)) {
      return new Labelling(digits(source.train()), source.test().map(Labelling::digits));
    }
    Path file = labels.equals(AUTO) ? beside(data) : Path.of(labels);
    Labels all = LabelReader.read(file);
    int trained = source.train().rows();
    Optional<Labels> other = test(file, all.classes());
    if (other.isPresent() && source.test().isPresent()) {
      all.requireRows(data, trained);
      other.get().requireRows("the test set", source.test().get().rows());
      return new Labelling(all, other);
    }
    int rows = trained + source.test().map(Dataset::rows).orElse(0);
    all.requireRows(data, rows);
    return new Labelling(
        all.slice(0, trained), source.test().map(test -> all.slice(trained, rows)));
  }

  private static Labels digits(Dataset data) {
    int[] values = new int[data.rows()];
    Arrays.setAll(values, GeneratedData::label);
    return Labels.of(data.name(), values);
  }

  private static Path beside(String data) {
    Path path = Path.of(data);
    String name = String.valueOf(path.getFileName());
    return sibling(path, name.replace(IMAGES, LABELS))
        .orElseThrow(
            () ->
                new InputException(
                    "labels=auto, but no labels lie beside data="
                        + data
                        + ", must be a file of labels"));
  }

  private static Optional<Labels> test(Path labels, int classes) {
    String name = String.valueOf(labels.getFileName());
    return sibling(labels, name.replace("train-", "t10k-"))
        .map(path -> LabelReader.read(path).among(classes));
  }

  /** A file of that name, gzipped or not, if it is another one and there. */
  private static Optional<Path> sibling(Path path, String name) {
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    return List.of(name, plain, plain + ".gz").stream()
        .map(path::resolveSibling)
        .filter(other -> !other.equals(path) && Files.isRegularFile(other))
        .findFirst();
  }
}
