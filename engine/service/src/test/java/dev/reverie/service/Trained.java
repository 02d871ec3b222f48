package dev.reverie.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small trainings of bars and stripes. */
final class Trained {
  private static final List<String> SMALL =
      List.of(
          "train",
          "--data=bars-and-stripes",
          "--hidden=8",
          "--particles=20",
          "--batch=10",
          "--mode=lockstep",
          "--checkpoint-every=5");

  private Trained() {}

  /** Trains in a folder named {@code out}, well. */
  static Run run(Path folder, String out, String... more) {
    return Run.in(folder, arguments(out, more)).assertDone();
  }

  static String[] arguments(String out, String... more) {
    List<String> arguments = new ArrayList<>(SMALL);
    arguments.add("--out=" + out);
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }
}
