package dev.reverie.likelihood;

/** What is known of a model's log Z, and how; in nats. */
public sealed interface LogPartition permits ExactPartition, AnnealedPartition {
  /**
   * The value that likelihoods are claimed with: the largest, which gives the smallest likelihood.
   */
  double claimed();

  /**
   * By how much the estimate from above exceeds the one from below; negative when they cross, 0
   * when exact.
   */
  double gap();

  /** Whether the estimates agree well enough to be believed. */
  boolean converged();

  /** How the value came about, with all settings, for people. */
  String estimator();
}
