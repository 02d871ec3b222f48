package dev.reverie.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Imports the product's own classes: neither tests nor benchmarks. */
public final class OnlyModules implements ImportOption {
  @Override
  public boolean includes(Location location) {
    return Module.of(location.asURI()).isPresent();
  }
}
