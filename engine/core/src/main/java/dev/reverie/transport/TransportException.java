package dev.reverie.transport;

/** Why a connection ended: bytes that are not what they should be, on one line. */
public final class TransportException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TransportException(String message) {
    super(message);
  }
}
