package dev.reverie.rbm;

import dev.reverie.parameter.Parameters;

/** The copies of the weights that sampling reads, kept in step with them block by block. */
interface Copies {
  /** Copies everything. */
  void copyAll(Parameters parameters);

  /**
   * Copies 64 x 64 weights. Safe from several threads, each with other weights.
   *
   * @param scale what {@link #scale} gave for the current parameters
   * @param panel of 64 hidden units
   * @param group of 64 visible units
   */
  void copy(Parameters parameters, float scale, int panel, int group, CopyWork work);

  /** What the copied numbers of these parameters are worth. */
  float scale(Parameters parameters);

  /**
   * Ends an update of which every weight was copied at that scale.
   *
   * @param largest magnitude of a weight, or more; of both kinds added where fast ones are added
   */
  void finish(Parameters parameters, float scale, float largest);
}
