package dev.reverie.service.settings;

import dev.reverie.data.Binarisation;

/**
 * What is learned from.
 *
 * @param source a built-in set's name, else a file's absolute path
 * @param labels {@code none}, {@code auto} or a file's absolute path
 * @param batch cases an update
 */
public record DataSettings(String source, String labels, Binarisation binarisation, int batch) {
  /** Stands for no labels. */
  public static final String NO_LABELS = "none";

  /** Whether rows have classes. */
  public boolean labelled() {
    return !labels.equals(NO_LABELS);
  }
}
