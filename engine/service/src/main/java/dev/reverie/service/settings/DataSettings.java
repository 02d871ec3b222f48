package dev.reverie.service.settings;

import dev.reverie.data.Binarisation;
import dev.reverie.input.InputException;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.List;
import java.util.stream.Collectors;

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

  /** Refuses states that visible units cannot have. */
  public static void requireSuitable(Binarisation binarisation, Layer visible) {
    List<Binarisation> right =
        visible.discrete()
            ? List.of(Binarisation.THRESHOLD, Binarisation.SAMPLE)
            : visible.has(UnitKind.RECTIFIED)
                ? List.of(Binarisation.NONE)
                : List.of(Binarisation.NONE, Binarisation.STANDARDISE);
    if (!right.contains(binarisation)) {
      throw new InputException(
          Setting.BINARISE.key()
              + "="
              + Choice.name(binarisation)
              + " with "
              + Setting.VISIBLE_UNITS.key()
              + "="
              + visible.key()
              + ", must be "
              + right.stream().map(Choice::name).collect(Collectors.joining(" or ")));
    }
  }

  /** Whether rows have classes. */
  public boolean labelled() {
    return !labels.equals(NO_LABELS);
  }
}
