package dev.reverie.likelihood;

/**
 * The mean log-likelihood of training and test data under a model, in nats a row. A likelihood
 * means nothing without its binarisation, nor an estimate without its settings, so they stay
 * together.
 *
 * @param binarisation how intensities became states, for people
 */
public record LikelihoodReport(
    LogPartition logPartition,
    String binarisation,
    RowMean trainFreeEnergy,
    RowMean testFreeEnergy) {

  /** The mean log-likelihood of the training data, with the claimed log Z. */
  public double train() {
    return -trainFreeEnergy.mean() - logPartition.claimed();
  }

  /** The mean log-likelihood of the test data, with the claimed log Z. */
  public double test() {
    return -testFreeEnergy.mean() - logPartition.claimed();
  }

  /**
   * What the test data would be said to have if log Z were another value, such as one of two
   * estimates.
   */
  public double testGiven(double logPartitionValue) {
    return -testFreeEnergy.mean() - logPartitionValue;
  }

  /**
   * Mean F(test) less mean F(train): grows from 0 when a model learns its training data by heart.
   */
  public double freeEnergyGap() {
    return testFreeEnergy.mean() - trainFreeEnergy.mean();
  }

  /** Whether the likelihoods are to be believed. */
  public boolean converged() {
    return logPartition.converged();
  }
}
