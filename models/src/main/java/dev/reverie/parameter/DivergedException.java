package dev.reverie.parameter;

/** A number that is not finite, or so large that learning has diverged. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String phase;

  /**
   * @param what the number with its name and value, and what it must be
   * @param phase where it came from: a phase's name, or {@code update}
   */
  public DivergedException(String what, String phase) {
    super("diverged in phase " + phase + ": " + what);
    this.phase = phase;
  }

  /** The phase that the number came from. */
  public String phase() {
    return phase;
  }
}
