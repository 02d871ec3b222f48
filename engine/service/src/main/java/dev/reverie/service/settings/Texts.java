package dev.reverie.service.settings;

import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Settings as text, and their checks: an exception names the setting, its value and what would be
 * right. What is read is kept, as the text that gives the same value again.
 */
public final class Texts {
  /** Stands for a value that follows from others or from the machine. */
  public static final String AUTO = "auto";

  /** Stands for a value that is not there. */
  public static final String NONE = "none";

  private final Map<Setting, String> texts;
  private final Path folder;
  private final Map<Setting, String> read = new EnumMap<>(Setting.class);

  /**
   * @param texts a text for every setting
   * @param folder where relative names of files start
   */
  public Texts(Map<Setting, String> texts, Path folder) {
    this.texts = texts;
    this.folder = folder;
  }

  /** The settings that have been read. */
  public Map<Setting, String> read() {
    return Collections.unmodifiableMap(new EnumMap<>(read));
  }

  /** Whether a setting has been read. */
  public boolean has(Setting setting) {
    return read.containsKey(setting);
  }

  public boolean isAuto(Setting setting) {
    return text(setting).equals(AUTO);
  }

  public boolean isNone(Setting setting) {
    return text(setting).equals(NONE);
  }

  public String text(Setting setting) {
    return keep(setting, texts.get(setting));
  }

  /** A value found in another way than by its text, such as what {@code auto} comes to. */
  public <T> T keep(Setting setting, T value) {
    read.put(setting, value.toString());
    return value;
  }

  public int whole(Setting setting, int least, int most) {
    return (int) wholeLong(setting, least, most);
  }

  public long wholeLong(Setting setting, long least, long most) {
    return keep(setting, wholeLong(setting, texts.get(setting), least, most));
  }

  /** Whole numbers, separated by commas: at least one. */
  public List<Integer> wholes(Setting setting, int least, int most) {
    List<Integer> values =
        Arrays.stream(texts.get(setting).split(",", -1))
            .map(each -> (int) wholeLong(setting, each.strip(), least, most))
            .toList();
    keep(setting, values.stream().map(String::valueOf).collect(Collectors.joining(",")));
    return values;
  }

  private long wholeLong(Setting setting, String text, long least, long most) {
    String right = "a whole number from " + least + " to " + most;
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(setting, right, e);
    }
    throw wrong(setting, right, null);
  }

  /** A number from {@code least} on and below {@code end}. */
  public double number(Setting setting, double least, double end, String right) {
    try {
      double value = Double.parseDouble(texts.get(setting));
      if (value >= least && value < end) {
        return keep(setting, value);
      }
    } catch (NumberFormatException e) {
      throw wrong(setting, right, e);
    }
    throw wrong(setting, right, null);
  }

  /** A finite number that is above 0. */
  public double positive(Setting setting) {
    return number(setting, Double.MIN_VALUE, Double.POSITIVE_INFINITY, "a finite number above 0");
  }

  /** A finite number from 0 on. */
  public double notNegative(Setting setting) {
    return number(setting, 0, Double.POSITIVE_INFINITY, "a finite number that is not negative");
  }

  public <T extends Enum<T>> T choice(Setting setting, Class<T> type) {
    T value =
        Choice.find(type, texts.get(setting))
            .orElseThrow(() -> wrong(setting, Choice.names(type), null));
    keep(setting, Choice.name(value));
    return value;
  }

  /** A file by its absolute path, or one of these words. */
  public String file(Setting setting, String... words) {
    String value = texts.get(setting);
    if (value.isBlank() || List.of(words).contains(value)) {
      return keep(setting, value);
    }
    try {
      return keep(setting, folder.resolve(value).toAbsolutePath().normalize().toString());
    } catch (InvalidPathException e) {
      throw wrong(setting, "the name of a file", e);
    }
  }

  private InputException wrong(Setting setting, String right, Throwable cause) {
    String what = setting.key() + "=" + Quoted.of(texts.get(setting)) + ", must be " + right;
    return new InputException(what, cause);
  }
}
