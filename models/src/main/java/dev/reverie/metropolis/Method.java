package dev.reverie.metropolis;

/** Where the particles of the negative phase start at each update. */
public enum Method {
  /**
   * Where they were: persistent contrastive divergence (Tieleman 2008), stochastic maximum
   * likelihood (Younes 1989).
   */
  PCD,
  /** At the data of the mini-batch: contrastive divergence (Hinton 2002). */
  CD,
  /** At the start, with the steps as burn-in: maximum likelihood up to what burn-in leaves. */
  ML
}
