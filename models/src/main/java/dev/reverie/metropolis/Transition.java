package dev.reverie.metropolis;

import dev.reverie.energy.Energy;

/** How particles move. Each leaves p(x; theta)^beta invariant whatever the size of its steps. */
public enum Transition {
  /** A normal step in all coordinates at once; they have to be real. */
  RANDOM_WALK {
    @Override
    Kernel kernel(CheckedEnergy energy, double beta, long seed) {
      return new AcceptRejectKernel(energy, beta, new RandomWalk(seed), seed);
    }

    @Override
    double target(int dimensions) {
      double part = (Math.min(dimensions, MANY) - 1.0) / (MANY - 1);
      return TARGET_OF_ONE + part * (TARGET_OF_MANY - TARGET_OF_ONE);
    }
  },
  /**
   * One coordinate after the other: letters from their conditional distribution, real numbers by a
   * normal step. For any energy.
   */
  GIBBS {
    @Override
    Kernel kernel(CheckedEnergy energy, double beta, long seed) {
      return new GibbsKernel(energy, beta, seed);
    }

    @Override
    double target(int dimensions) {
      return TARGET_OF_ONE;
    }

    @Override
    boolean fits(Energy energy) {
      return true;
    }
  },
  /** A step along -dE/dx with noise, in all coordinates at once; they have to be real. */
  LANGEVIN {
    @Override
    Kernel kernel(CheckedEnergy energy, double beta, long seed) {
      return new AcceptRejectKernel(energy, beta, new Langevin(energy, beta, seed), seed);
    }

    @Override
    double target(int dimensions) {
      return TARGET_OF_LANGEVIN;
    }
  };

  private static final double TARGET_OF_ONE = 0.44;
  private static final double TARGET_OF_MANY = 0.234;
  private static final int MANY = 5;
  private static final double TARGET_OF_LANGEVIN = 0.574;

  /** A kernel with working memory of its own. */
  abstract Kernel kernel(CheckedEnergy energy, double beta, long seed);

  /**
   * The rate of acceptance that is best for a normal target. Random walk: 0.44 in one dimension,
   * 0.234 in many (Gelman, Roberts and Gilks 1996), taken as reached at five, and a straight line
   * between; one coordinate at a time is one dimension. Langevin: 0.574, the limit of many
   * dimensions (Roberts and Rosenthal 1998).
   */
  abstract double target(int dimensions);

  boolean fits(Energy energy) {
    return Energy.isReal(energy);
  }

  void requireFit(Energy energy) {
    if (!fits(energy)) {
      throw new IllegalArgumentException(
          "transition="
              + this
              + ", must be "
              + GIBBS
              + " for an energy whose coordinates are not all real");
    }
  }

  /** What fits an energy when nobody says. */
  static Transition of(Energy energy) {
    return Energy.isReal(energy) ? RANDOM_WALK : GIBBS;
  }
}
