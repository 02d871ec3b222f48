package dev.reverie.protocol;

/**
 * A worker of one training: a chain of a persistent phase, or a data worker, which serves all batch
 * phases.
 *
 * @param phase place of the phase among the objective's phases; {@link #DATA} for a data worker
 * @param index number within the phase
 */
public record WorkerId(int phase, int index) {
  /** Stands for all batch phases. */
  public static final int DATA = -1;

  public static WorkerId dataWorker(int index) {
    return new WorkerId(DATA, index);
  }

  public boolean isDataWorker() {
    return phase == DATA;
  }

  @Override
  public String toString() {
    return isDataWorker() ? "data-" + index : "chain-" + phase + "-" + index;
  }
}
