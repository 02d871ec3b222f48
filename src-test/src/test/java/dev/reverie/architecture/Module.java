package dev.reverie.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A module of the build, known by where its classes were loaded from: its classes folder, or its
 * jar.
 */
enum Module {
  MODELS("/models/target/classes/", "/reverie-models-"),
  CORE("/engine/core/target/classes/", "/reverie-engine-core-"),
  SERVICE("/engine/service/target/classes/", "/engine/service/target/reverie.jar");

  private final String folder;
  private final String jar;

  Module(String folder, String jar) {
    this.folder = folder;
    this.jar = jar;
  }

  /** Empty for what no module of the product holds: tests, benchmarks and libraries. */
  static Optional<Module> of(JavaClass type) {
    return type.getSource().flatMap(source -> of(source.getUri()));
  }

  static Optional<Module> of(URI location) {
    String text = location.toString();
    return Stream.of(values())
        .filter(module -> text.contains(module.folder) || text.contains(module.jar))
        .findFirst();
  }

  DescribedPredicate<JavaClass> classes() {
    return DescribedPredicate.describe(
        "classes of " + name().toLowerCase(Locale.ROOT),
        type -> of(type).filter(this::equals).isPresent());
  }
}
