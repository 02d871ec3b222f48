package dev.reverie.checkpoint;

import java.io.IOException;

/** A newer epoch has been opened: what an older one does from then on is void. */
public final class SupersededException extends IOException {
  private static final long serialVersionUID = 1L;

  SupersededException(String message) {
    super(message);
  }
}
