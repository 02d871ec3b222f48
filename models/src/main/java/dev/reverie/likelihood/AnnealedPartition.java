package dev.reverie.likelihood;

/** log Z between an estimate from below and one from above. */
public record AnnealedPartition(
    LogPartitionEstimate forward,
    LogPartitionEstimate reverse,
    AnnealingSettings settings,
    String reverseStart)
    implements LogPartition {

  /** Estimates further apart than this, in nats, are not to be believed. */
  public static final double LARGEST_GAP = 1.5;

  /** Crossing by more than this many standard errors is not chance. */
  private static final double CROSSING_ERRORS = 3;

  @Override
  public double claimed() {
    return Math.max(forward.logPartition(), reverse.logPartition());
  }

  @Override
  public double gap() {
    return reverse.logPartition() - forward.logPartition();
  }

  @Override
  public boolean converged() {
    double error = Math.hypot(forward.standardError(), reverse.standardError());
    return Math.abs(gap()) <= LARGEST_GAP && gap() >= -CROSSING_ERRORS * error;
  }

  @Override
  public String estimator() {
    return "AIS and reverse AIS from " + reverseStart + "; " + settings;
  }
}
