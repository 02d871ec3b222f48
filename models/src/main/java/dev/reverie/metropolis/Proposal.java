package dev.reverie.metropolis;

/** Where a particle might go. May have working memory, of which its kernel is the owner. */
interface Proposal {
  void propose(double[] x, double[] theta, double size, int particle, long step, double[] proposed);

  /**
   * log q(x | proposed) - log q(proposed | x) of what {@link #propose} has just written: 0 where
   * going there is as likely as coming back.
   */
  default double logRatio(
      double[] x, double[] proposed, double[] theta, double size, int particle) {
    return 0;
  }
}
