package dev.reverie.service.training;

/**
 * A training that did not end well; the message is one line for people, and what there is beyond it
 * is in the log.
 */
public final class RunFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunFailure(String message) {
    super(message);
  }
}
