package dev.reverie.service.settings;

import dev.reverie.data.Dataset;

/**
 * What a run found when it began, kept beside its settings.
 *
 * @param dataDigest of the training rows; empty when it is not known
 * @param height, width of a row as a picture
 */
public record Found(String dataDigest, int visible, int height, int width) {
  /** Nothing is known yet. */
  public static final Found NOTHING = new Found("", 0, 0, 0);

  public static Found in(Dataset data) {
    return new Found(data.digest(), data.columns(), data.height(), data.width());
  }
}
