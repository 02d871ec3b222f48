package dev.reverie.run;

/**
 * The fantasy particles of a persistent phase, as their visible units.
 *
 * @param phase the phase's name
 * @param states one row a particle, in the order of their numbers
 */
public record Particles(String phase, float[][] states) {
  /** Only particles with numbers below this are shown. */
  public static final int MOST = 1024;
}
