package dev.reverie.engine;

import java.util.concurrent.atomic.AtomicInteger;

/** Throws at the given call, counted from 1, and at no other; or at that and all later ones. */
final class Bomb {
  private final AtomicInteger calls = new AtomicInteger();
  private final int at;
  private final boolean always;

  private Bomb(int at, boolean always) {
    this.at = at;
    this.always = always;
  }

  static Bomb at(int call) {
    return new Bomb(call, false);
  }

  static Bomb from(int call) {
    return new Bomb(call, true);
  }

  void call() {
    int call = calls.incrementAndGet();
    if (call == at || always && call > at) {
      throw new UserCodeFailure("call " + call + " fails");
    }
  }

  int calls() {
    return calls.get();
  }
}
