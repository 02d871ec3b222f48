package dev.reverie.engine;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Something for one taker, who alone has it from then on. An actor's cell keeps what its behaviour
 * was made of for as long as it lives: what is as large as all particles goes through here.
 */
public final class Handover<T> {
  private final AtomicReference<T> content;

  public Handover(T content) {
    this.content = new AtomicReference<>(content);
  }

  public T take() {
    T taken = content.getAndSet(null);
    if (taken == null) {
      throw new IllegalStateException("taken before: this behaviour can be started once only");
    }
    return taken;
  }
}
