package dev.reverie.service.settings;

import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import java.util.Map;

/**
 * Settings as text, and their checks: an exception names the setting, its value and what would be
 * right.
 */
final class Texts {
  /** Stands for a value that follows from others or from the machine. */
  static final String AUTO = "auto";

  /** Stands for a value that is not there. */
  static final String NONE = "none";

  private final Map<Setting, String> texts;

  Texts(Map<Setting, String> texts) {
    this.texts = texts;
  }

  boolean isAuto(Setting setting) {
    return text(setting).equals(AUTO);
  }

  boolean isNone(Setting setting) {
    return text(setting).equals(NONE);
  }

  String text(Setting setting) {
    return texts.get(setting);
  }

  int whole(Setting setting, int least, int most) {
    return (int) wholeLong(setting, least, most);
  }

  long wholeLong(Setting setting, long least, long most) {
    String right = "a whole number from " + least + " to " + most;
    try {
      long value = Long.parseLong(text(setting));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(setting, right, e);
    }
    throw wrong(setting, right, null);
  }

  /** A number from {@code least} on and below {@code end}. */
  double number(Setting setting, double least, double end, String right) {
    try {
      double value = Double.parseDouble(text(setting));
      if (value >= least && value < end) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(setting, right, e);
    }
    throw wrong(setting, right, null);
  }

  <T extends Enum<T>> T choice(Setting setting, Class<T> type) {
    return Choice.find(type, text(setting))
        .orElseThrow(() -> wrong(setting, Choice.names(type), null));
  }

  private InputException wrong(Setting setting, String right, Throwable cause) {
    String what = setting.key() + "=" + Quoted.of(text(setting)) + ", must be " + right;
    return new InputException(what, cause);
  }
}
