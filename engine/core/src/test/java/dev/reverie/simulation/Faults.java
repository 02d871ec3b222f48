package dev.reverie.simulation;

import java.util.Random;

/**
 * How the world behaves. Times in microseconds of virtual time.
 *
 * @param loss probability that a message is lost
 * @param duplication probability that a message comes twice
 * @param latency most that a message takes; each takes its own time, so that messages overtake each
 *     other
 * @param failure probability that a quantum ends in a failure, before or within a step
 * @param leak probability that a failing worker does not give its lease back
 * @param making most that a part of an update takes; each takes its own time
 * @param saving most that a checkpoint takes to be written
 * @param unsaved probability that it cannot be written
 */
public record Faults(
    double loss,
    double duplication,
    long latency,
    double failure,
    double leak,
    long making,
    long saving,
    double unsaved) {
  /** Nothing goes wrong, and everything takes its time. */
  static final Faults NONE = new Faults(0, 0, 1, 0, 0, 1, 1, 0);

  /** A world that is bad in some ways and good in others. */
  static Faults random(Random random) {
    return new Faults(
        some(random, 0.3),
        some(random, 0.3),
        1 + random.nextInt(2000),
        some(random, 0.1),
        some(random, 1),
        1 + random.nextInt(random.nextBoolean() ? 10 : 5000),
        1 + random.nextInt(20_000),
        some(random, 0.5));
  }

  private static double some(Random random, double most) {
    return random.nextBoolean() ? most * random.nextDouble() : 0;
  }
}
