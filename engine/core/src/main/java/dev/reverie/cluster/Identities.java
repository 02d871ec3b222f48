package dev.reverie.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Whether two nodes are of one training. */
final class Identities {
  private Identities() {}

  /** The first difference, on one line; nothing where there is none. */
  static Optional<String> difference(Map<String, String> training, Map<String, String> node) {
    TreeSet<String> names = new TreeSet<>(training.keySet());
    names.addAll(node.keySet());
    for (String name : names) {
      String must = training.get(name);
      if (must == null || !must.equals(node.get(name))) {
        return Optional.of("the node has " + name + "=" + node.get(name) + ", must have " + must);
      }
    }
    return Optional.empty();
  }
}
