package dev.reverie.random;

/**
 * What a random number is for. Two purposes never share a counter, so that, say, evaluating a model
 * cannot correlate with training it. The code goes into a counter's top eight bits and is part of
 * the arithmetic: never renumber.
 */
public enum Purpose {
  /** Initial parameters. */
  INITIAL_PARAMETERS(1),
  /** Order of the rows within a pass over the data. */
  SHUFFLE(2),
  /** Binarisation of data by sampling. */
  BINARISATION(3),
  /** Initial state of persistent chains. */
  CHAIN_START(4),
  /** Visible units of persistent chains. */
  CHAIN_VISIBLE(5),
  /** Hidden units of persistent chains. */
  CHAIN_HIDDEN(6),
  /** Visible units of chains that are restarted at every update. */
  FRESH_VISIBLE(7),
  /** Hidden units of chains that are restarted at every update. */
  FRESH_HIDDEN(8),
  /** Start of chains that are restarted at noise. */
  FRESH_START(9),
  /** Proposals of Metropolis-Hastings kernels. */
  PROPOSAL(10),
  /** Acceptance of Metropolis-Hastings kernels. */
  ACCEPTANCE(11),
  /** Data that is generated. */
  GENERATED_DATA(12),
  /** Visible units while estimating a likelihood. */
  EVALUATION_VISIBLE(13),
  /** Hidden units while estimating a likelihood. */
  EVALUATION_HIDDEN(14),
  /** Start of the chains that estimate a likelihood. */
  EVALUATION_START(15),
  /** Visible units of samples drawn for a user. */
  SAMPLE_VISIBLE(16),
  /** Hidden units of samples drawn for a user. */
  SAMPLE_HIDDEN(17),
  /** Start of samples drawn for a user. */
  SAMPLE_START(18),
  /** Draws from the variational distribution q. */
  VARIATIONAL(19),
  /** Classes of discriminative learning. */
  CLASS(20),
  /** Swaps of neighbouring temperatures. */
  SWAP(21),
  /** Order in which units are updated one at a time. */
  UPDATE_ORDER(24),
  /** States that are flipped on purpose. */
  CORRUPTION(25);

  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  /** The number that stands for this purpose in a counter, 1 to 255. */
  public int code() {
    return code;
  }
}
