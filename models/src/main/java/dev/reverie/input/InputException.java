package dev.reverie.input;

/**
 * Input that cannot be used: a file, an option or a setting. The message is one line for people
 * that names the thing, its value and what would be right.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
