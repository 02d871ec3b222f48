package dev.reverie.benchmark.peers.workload;

import java.util.List;

/**
 * What a worker is told, in any language.
 *
 * @param workload the name of what to measure
 * @param data an NPY file of bytes, one row a case, 0 or 255
 * @param seconds that a round takes at least
 * @param threads of the engine, and as many chains
 * @param particles of all chains together
 * @param rate the learning rate
 * @param fall updates over which the rate falls to 0 in a straight line; 0 where it stays
 * @param updates that a training takes at most
 * @param moments seconds of training after which its parameters are wanted
 * @param folder where these are written
 */
public record WorkloadSettings(
    String workload,
    String data,
    double seconds,
    int threads,
    int particles,
    double rate,
    long fall,
    long updates,
    List<Double> moments,
    String folder,
    long seed) {
  /** Particles, and cases of a batch, of the training that is compared. */
  public static final int BATCH = 100;

  public static final int HIDDEN = 500;

  private static final double RATE = 0.1;
  private static final long ENDLESS = 1_000_000_000;

  public WorkloadSettings {
    moments = List.copyOf(moments);
  }

  /** The training that everything is compared by: one thread, 100 particles. */
  public static WorkloadSettings of(String workload, String data, double seconds) {
    return new WorkloadSettings(
        workload, data, seconds, 1, BATCH, RATE, 0, ENDLESS, List.of(), "", 1);
  }

  /** The same with another number of threads. */
  public WorkloadSettings withThreads(int others) {
    return new WorkloadSettings(
        workload, data, seconds, others, particles, rate, fall, updates, moments, folder, seed);
  }

  /** The same with another number of particles. */
  public WorkloadSettings withParticles(int others) {
    return new WorkloadSettings(
        workload, data, seconds, threads, others, rate, fall, updates, moments, folder, seed);
  }

  /** A training from its start to some moments of it. */
  public WorkloadSettings asCurve(Pace pace, long curveSeed, List<Double> when, String where) {
    return new WorkloadSettings(
        workload,
        data,
        seconds,
        threads,
        particles,
        pace.rate(),
        pace.fall(),
        pace.updates(),
        when,
        where,
        curveSeed);
  }
}
