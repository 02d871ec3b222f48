package dev.reverie.service.family;

import dev.reverie.input.InputException;
import dev.reverie.input.Quoted;
import dev.reverie.service.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/** All families of models there are. */
public final class Families {
  private static final List<Family> ALL =
      ServiceLoader.load(Family.class, Families.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private Families() {}

  /** The family that has a model of that name; an unknown one is refused. */
  public static Family of(String model) {
    String name = name(model);
    return ALL.stream()
        .filter(family -> family.models().containsKey(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    Setting.MODEL.key()
                        + "="
                        + Quoted.of(model)
                        + ", must be "
                        + String.join(" or ", names())));
  }

  /** A model's name as it is kept. */
  public static String name(String model) {
    return model.toLowerCase(Locale.ROOT);
  }

  private static List<String> names() {
    return ALL.stream().flatMap(family -> family.models().keySet().stream()).toList();
  }

  /** {@code 'rbm' (binary units), ... or 'label-rbm' (...)}, for the help. */
  public static String help() {
    List<String> words = new ArrayList<>();
    for (Family family : ALL) {
      family.models().forEach((name, what) -> words.add("'" + name + "' (" + what + ")"));
    }
    String last = words.remove(words.size() - 1);
    return words.isEmpty() ? last : String.join(", ", words) + " or " + last;
  }
}
