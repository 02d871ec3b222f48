package dev.reverie.service.settings;

import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Enumerations as words: {@code threshold}, {@code label-rbm}. */
public final class Choice {
  private Choice() {}

  public static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What an option chooses, else the value that it has without. */
  public static <T extends Enum<T>> T of(String option, Optional<String> name, T without) {
    Class<T> type = without.getDeclaringClass();
    return name.map(
            given ->
                find(type, given)
                    .orElseThrow(
                        () ->
                            new InputException(
                                option + "=" + Quoted.of(given) + ", must be " + names(type))))
        .orElse(without);
  }

  static <T extends Enum<T>> Optional<T> find(Class<T> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> name(value).equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  static String names(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Choice::name)
        .collect(Collectors.joining(" or "));
  }
}
