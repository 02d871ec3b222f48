package dev.reverie.engine;

/** What a model's own code throws in these tests. */
final class UserCodeFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UserCodeFailure(String message) {
    super(message);
  }
}
