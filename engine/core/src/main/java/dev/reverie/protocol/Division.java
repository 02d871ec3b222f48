package dev.reverie.protocol;

/** Divides consecutive things over workers as evenly as whole numbers allow. */
public final class Division {
  private Division() {}

  /**
   * First of the things that the worker with that index has; the next worker's first is the end.
   */
  public static int first(int things, int workers, int index) {
    return (int) ((long) things * index / workers);
  }

  /** How many things the worker with that index has. */
  public static int count(int things, int workers, int index) {
    return first(things, workers, index + 1) - first(things, workers, index);
  }
}
