package dev.reverie.simulation;

/** A failure that a test wanted. */
final class InjectedFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InjectedFailure() {
    super("injected", null, false, false);
  }
}
