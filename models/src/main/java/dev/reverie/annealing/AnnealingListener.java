package dev.reverie.annealing;

/** Hears how runs get on, from any of the threads that make them. */
public interface AnnealingListener {
  /** Hears nothing. */
  AnnealingListener NONE = (run, moment, lowest) -> {};

  /**
   * A run has come to a moment.
   *
   * @param moment counted from 0, of those that {@link Annealing#moments} names
   * @param lowest the run's lowest energy so far
   */
  void reached(int run, int moment, double lowest);
}
