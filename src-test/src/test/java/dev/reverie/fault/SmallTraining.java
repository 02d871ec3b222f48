package dev.reverie.fault;

import java.util.List;

/** A small training whose work several nodes can share, the same in all tests that compare bits. */
final class SmallTraining {
  private SmallTraining() {}

  /**
   * @param epochs where the property {@code reverie.epochs} names no others
   */
  static List<String> settings(String mode, int epochs) {
    return List.of(
        "--mode=" + mode,
        "--epochs=" + Integer.getInteger("reverie.epochs", epochs),
        "--hidden=16",
        "--batch=200",
        "--particles=200",
        "--steps=5",
        "--chains=12",
        "--threads=12",
        "--checkpoint-every=100",
        "--seed=3");
  }
}
