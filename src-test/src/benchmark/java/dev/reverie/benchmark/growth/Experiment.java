package dev.reverie.benchmark.growth;

/** What is done at each point of a curve. */
@FunctionalInterface
interface Experiment extends AutoCloseable {
  /** Makes everything that the work at x needs, at no cost to the measurement. */
  Point point(double x);

  /** Lets go of threads; the points are not to be used again. */
  @Override
  default void close() {}

  /** The curve's own. */
  static Experiment of(Curve curve, Material material) {
    return switch (curve) {
      case PARTICLES -> new ParticlesExperiment(material.usual());
      case HIDDEN -> new HiddenExperiment(material);
      case DENSITY -> new DensityExperiment(material.usual());
      case STEPS -> new StepsExperiment(material.usual());
      case THREADS_100 -> new ThreadsExperiment(material.usual(), 100);
      case THREADS_1000 -> new ThreadsExperiment(material.usual(), 1000);
    };
  }
}
