package dev.reverie.optimise;

/**
 * How a gradient moves the parameters.
 *
 * @param kind which rule
 * @param momentum share of the last step, or of the gradients' mean, that is kept, in [0, 1)
 * @param secondMoment share of the squared gradients' mean that Adam keeps, in [0, 1)
 * @param epsilon what Adam adds to their root
 */
public record Optimiser(Kind kind, double momentum, double secondMoment, double epsilon) {
  /** The rules. */
  public enum Kind {
    /** {@code velocity' = momentum * velocity + rate * gradient} (Polyak 1964). */
    SGD,
    /** Steps of the size of the rate, scaled by running moments (Kingma and Ba 2015). */
    ADAM
  }

  public Optimiser {
    if (!(momentum >= 0 && momentum < 1 && secondMoment >= 0 && secondMoment < 1)) {
      throw new IllegalArgumentException(
          "momentum=" + momentum + " secondMoment=" + secondMoment + ", both must lie in [0, 1)");
    }
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon=" + epsilon + ", must be positive");
    }
  }

  /** Gradient steps with momentum; 0 for none. */
  public static Optimiser sgd(double momentum) {
    return new Optimiser(Kind.SGD, momentum, 0, 1);
  }

  /** With the constants that its authors recommend. */
  public static Optimiser adam() {
    return new Optimiser(Kind.ADAM, 0.9, 0.999, 1e-8);
  }
}
