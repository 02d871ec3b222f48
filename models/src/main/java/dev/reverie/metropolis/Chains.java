package dev.reverie.metropolis;

/**
 * The particles of a phase.
 *
 * @param particles how many
 * @param steps kernel applications that each is owed at an update
 * @param beta inverse temperature; 1 for learning
 * @param start where they start
 * @param transition how they move
 * @param seed of all their random numbers; no two phases of a run may share it
 */
public record Chains(
    int particles, int steps, double beta, Start start, Transition transition, long seed) {
  public Chains {
    if (particles < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "particles=" + particles + " steps=" + steps + ", both must be positive");
    }
    if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("beta=" + beta + ", must be positive and finite");
    }
  }
}
