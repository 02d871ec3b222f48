package dev.reverie.simulation;

/**
 * Where a worker runs.
 *
 * @param lag how many versions late it hears of new parameters; unused in lock-step
 * @param pace times that its work takes longer than elsewhere
 */
record Node(int lag, int pace) {
  /** Hears of everything at once, and is as quick as any. */
  static final Node NEAR = new Node(0, 1);
}
