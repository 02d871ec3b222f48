package dev.reverie.benchmark.scale;

import dev.reverie.benchmark.chart.Texts;
import dev.reverie.benchmark.scale.model.Workload;
import dev.reverie.input.InputException;
import dev.reverie.run.Mode;
import java.util.Arrays;

/** What is trained, in whatever mode. */
record Task(int batch, int particles, int steps) {
  private static final int STALENESS = 8;

  /** From BATCH:PARTICLES:STEPS. */
  static Task parse(String text) {
    try {
      int[] numbers = Arrays.stream(text.split(":")).mapToInt(Integer::parseInt).toArray();
      if (numbers.length == 3 && Arrays.stream(numbers).allMatch(number -> number > 0)) {
        return new Task(numbers[0], numbers[1], numbers[2]);
      }
    } catch (NumberFormatException e) {
      // Refused below, as other wrong texts are.
    }
    throw new InputException(
        "--work " + text + ", must be BATCH:PARTICLES:STEPS, such as 100:100:1");
  }

  Workload in(Mode mode) {
    return new Workload(batch, particles, steps, mode, STALENESS);
  }

  String words() {
    return Texts.format("batch %,d, %,d particles, k = %d", batch, particles, steps);
  }
}
