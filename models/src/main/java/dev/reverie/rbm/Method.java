package dev.reverie.rbm;

/** Where the chains of the negative phase start at each update. */
public enum Method {
  /**
   * Where they were: persistent contrastive divergence (Tieleman 2008), stochastic maximum
   * likelihood (Younes 1989).
   */
  PCD,
  /** At the data of the mini-batch: contrastive divergence (Hinton 2002). */
  CD,
  /** At noise, with the steps as burn-in: maximum likelihood up to what burn-in leaves. */
  ML,
  /**
   * Where they were, under parameters with fast weights added: fast persistent contrastive
   * divergence (Tieleman and Hinton 2009).
   */
  FPCD,
  /**
   * Where they were, each exchanging its state with chains at higher temperatures: parallel
   * tempering (Desjardins et al. 2010, Cho et al. 2010).
   */
  TEMPERED,
  /**
   * Where they were, each exchanging its state with chains of parameters that this training had
   * before: trajectory tempering (Bereux et al. 2024).
   */
  TRAJECTORY
}
