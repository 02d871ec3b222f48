package dev.reverie.phase;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import java.util.List;
import java.util.Optional;

/**
 * What is to be learned and by which rule: everything that the engine needs of a model. The
 * gradient of a log-likelihood is a {@link BatchPhase} over data with sign +1 and a {@link
 * PersistentPhase} with sign -1; contrastive divergence, a bound from variational inference, or
 * expectation maximisation are other phases with another rule.
 *
 * <p>Implementations are immutable and are called from many threads at once.
 */
public interface Objective {
  /** The parameters' blocks, as workers read them. */
  Layout layout();

  /** Writes the parameters that training starts from, derived blocks included. */
  void initialise(Parameters parameters);

  /** Computes the derived blocks from the others, after these have been read from a file. */
  void derive(Parameters parameters);

  /** All phases; names are distinct. */
  List<Phase> phases();

  /**
   * How the sums of all phases become the next parameters: a new rule, for one training and one
   * thread at a time.
   */
  UpdateRule rule();

  /**
   * Bytes of working memory besides snapshots, the rule's state, sums and particles, told without
   * making any; 0 where they are too few to matter.
   *
   * @param threads that work at once
   */
  default long workBytes(int threads) {
    return 0;
  }

  /**
   * A training in small that runs the same loops over numbers, with phases as {@link PlainLoop}
   * takes them, so that the JVM can compile these before a large training begins; nothing where
   * there is no such training.
   */
  default Optional<Objective> rehearsal() {
    return Optional.empty();
  }

  /** Updates that one pass over the data takes; 1 where there is no data. */
  long updatesPerPass();
}
