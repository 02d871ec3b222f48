package dev.reverie.hopfield;

import dev.reverie.data.BatchSchedule;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.UpdateRule;
import java.util.List;

/** Stores patterns in a Hopfield network, by Hebb's rule or by gradient. */
public final class HopfieldObjective implements Objective {
  private final Hopfield hopfield;
  private final Patterns patterns;
  private final BatchSchedule batches;

  /** Null for Hebb's rule. */
  private final HopfieldLearning learning;

  private final List<Phase> phases;

  private HopfieldObjective(
      Hopfield hopfield, Patterns patterns, BatchSchedule batches, HopfieldLearning learning) {
    if (patterns.units() != hopfield.units()) {
      throw new IllegalArgumentException(
          "patterns.units=" + patterns.units() + ", must be " + hopfield.units());
    }
    this.hopfield = hopfield;
    this.patterns = patterns;
    this.batches = batches;
    this.learning = learning;
    PatternsPhase positive = new PatternsPhase(hopfield, patterns, batches);
    this.phases =
        learning == null
            ? List.of(positive)
            : List.of(positive, new MovedPhase(hopfield, patterns, batches, learning));
  }

  /**
   * Hebb's rule. Each update stores one mini-batch: train for {@link #updatesPerPass()} updates,
   * and every pattern is stored once.
   *
   * @param batches of as many rows as there are patterns
   */
  public static HopfieldObjective hebbian(
      Hopfield hopfield, Patterns patterns, BatchSchedule batches) {
    return new HopfieldObjective(hopfield, patterns, batches, null);
  }

  /**
   * Gradient steps.
   *
   * @param batches of as many rows as there are patterns
   */
  public static HopfieldObjective gradient(
      Hopfield hopfield, Patterns patterns, BatchSchedule batches, HopfieldLearning learning) {
    return new HopfieldObjective(hopfield, patterns, batches, learning);
  }

  @Override
  public Layout layout() {
    return hopfield.layout();
  }

  /** Hebb's couplings of all patterns where learning starts from them, else 0. */
  @Override
  public void initialise(Parameters parameters) {
    if (learning != null && learning.hebbianStart()) {
      StateSums all = new StateSums(hopfield.words());
      for (int pattern = 0; pattern < patterns.count(); pattern++) {
        patterns.addTo(all, pattern);
      }
      OuterProducts products = new OuterProducts(hopfield.units(), List.of(all));
      new HebbianStep(hopfield, products, parameters).makeAll();
    }
  }

  @Override
  public void derive(Parameters parameters) {
    // Nothing is derived.
  }

  @Override
  public List<Phase> phases() {
    return phases;
  }

  @Override
  public UpdateRule rule() {
    return learning == null ? new HebbianRule(hopfield) : new GradientRule(hopfield, learning);
  }

  /** The network of whole numbers that the negative phase makes of a snapshot, old and new. */
  @Override
  public long workBytes(int threads) {
    return learning == null ? 0 : 2L * Integer.BYTES * hopfield.units() * hopfield.units();
  }

  @Override
  public long updatesPerPass() {
    return batches.batchesPerPass();
  }
}
