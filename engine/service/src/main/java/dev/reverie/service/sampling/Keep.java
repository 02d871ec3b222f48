package dev.reverie.service.sampling;

import dev.reverie.data.DataReader;
import dev.reverie.data.Dataset;
import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import dev.reverie.service.settings.Found;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Which visible units of a clamped row are kept as they are; the others are filled in. */
public final class Keep {
  /** Whether a pixel is kept. */
  @FunctionalInterface
  private interface Part {
    boolean has(int row, int column, int height, int width);
  }

  private static final Map<String, Part> PARTS =
      Map.of(
          "top", (row, column, height, width) -> 2 * row < height,
          "bottom", (row, column, height, width) -> 2 * row >= height,
          "left", (row, column, height, width) -> 2 * column < width,
          "right", (row, column, height, width) -> 2 * column >= width);

  private Keep() {}

  /**
   * Units to keep.
   *
   * @param what top, bottom, left, right, or a data file of one row that is 0 where a unit is
   *     filled in
   */
  public static boolean[] units(String what, Path folder, Found found) {
    Part part = PARTS.get(what);
    return part == null ? mask(what, folder, found) : units(part, found);
  }

  private static boolean[] units(Part part, Found found) {
    boolean[] units = new boolean[found.visible()];
    for (int unit = 0; unit < units.length; unit++) {
      int row = unit / found.width();
      units[unit] = part.has(row, unit % found.width(), found.height(), found.width());
    }
    return units;
  }

  private static boolean[] mask(String what, Path folder, Found found) {
    if (what.isBlank() || !Files.exists(folder.resolve(what))) {
      throw new InputException(
          "keep=" + Quoted.of(what) + ", must be top, bottom, left, right or a mask's file");
    }
    Dataset data = DataReader.read(folder.resolve(what));
    if (data.rows() != 1 || data.columns() != found.visible()) {
      throw new InputException(
          "keep="
              + what
              + " has "
              + data.rows()
              + " rows of "
              + data.columns()
              + " values, must have 1 row of "
              + found.visible());
    }
    float[] values = new float[found.visible()];
    data.fill(0, values, 0);
    boolean[] units = new boolean[values.length];
    for (int unit = 0; unit < units.length; unit++) {
      units[unit] = values[unit] > 0;
    }
    return units;
  }
}
