package dev.reverie.service.settings;

import java.util.Arrays;
import java.util.Optional;

/**
 * What can be set for a training: as {@code --name} on the command line, as {@code
 * reverie.train.name} in files.
 */
public enum Setting {
  DATA(
      "data",
      "FILE",
      "What to learn: 'digits' (drawn digits of 28 x 28 pixels, generated), 'bars-and-stripes' (4 x 4), or a file. "
          + "IDX, CSV and NPY are read, gzipped or not, told by their content. Bytes are divided by 255, other "
          + "values must lie in [0, 1] unless units take real numbers. Beside train-images... lies the test set t10k-images..., of any other file "
          + "the last tenth is held out."),
  BINARISE(
      "binarise",
      "HOW",
      "How an intensity becomes on or off: 'threshold' (on from 0.5) or 'sample' (on with that probability, drawn "
          + "anew at each presentation). Real-valued visible units take it as it is ('none') or less its column's mean "
          + "and divided by its deviation ('standardise')."),
  MODEL(
      "model",
      "NAME",
      "What is learned: %MODELS%. A model stands for kinds of units and defaults that suit them."),
  VISIBLE_UNITS(
      "visible-units",
      "KIND",
      "Kind of the visible units: 'binary', 'spin', 'softmax:K' (groups of K of which one is on), 'gaussian' (a real "
          + "number with a learned variance) or 'rectified' (a number that is not negative). With labels their softmax "
          + "group comes behind."),
  HIDDEN_UNITS("hidden-units", "KIND", "Kind of the hidden units, likewise."),
  LABELS(
      "labels",
      "FILE",
      "Classes of the data's rows, learned as one more softmax group of visible units: IDX or a number a line; 'auto' "
          + "finds MNIST's beside its pictures and knows the drawn digits; 'none' for none."),
  HIDDEN(
      "hidden",
      "N",
      "Hidden units; of models with several hidden layers a number each: 500,1000. There are as many visible units as "
          + "a row of data has values."),
  COMPONENTS("components", "N", "Of a mixture, how many distributions it has."),
  PSEUDO_COUNT(
      "pseudo-count",
      "C",
      "Of a mixture, so many rows that each component has besides its own, distributed as all data; 0 for none."),
  VARIANCE_FLOOR(
      "variance-floor",
      "F",
      "Of a gaussian-mixture, the least variance of a component, as a share of the column's in all data, in (0, 1]."),
  GRAPH(
      "graph",
      "FILE",
      "Which units of a model without layers are coupled: a line of two units each, counted from 0, visible units "
          + "first, then labels, then hidden ones; 'none' for the couplings that it has by itself."),
  EPOCHS("epochs", "N", "Passes over the data. A finished run may be extended with --resume."),
  BATCH("batch", "N", "Data cases an update."),
  PARTICLES(
      "particles",
      "N",
      "Fantasy particles of the negative phase (with cd, each case has one of its own)."),
  CHAINS(
      "chains",
      "N",
      "Chain actors that share the particles, if the model has any; 'auto' is one a thread."),
  STEPS(
      "steps",
      "K",
      "Gibbs steps of each particle at each update; 'auto' is 1, and 100 of burn-in with ml."),
  PRETRAIN_EPOCHS(
      "pretrain-epochs",
      "N",
      "Of models with several hidden layers, passes over the data in which each layer is learned alone, one after the "
          + "other, before all are learned together; 0 for none."),
  MEAN_FIELD_TOLERANCE(
      "mean-field-tolerance",
      "T",
      "Of models with several hidden layers, the largest change of a mean by which it has come to rest, in (0, 1)."),
  OBJECTIVE(
      "objective",
      "NAME",
      "With labels, what is made likely: 'generative' (rows with their class), 'discriminative' (the class given the "
          + "row) or 'hybrid' (the second plus a share of the first)."),
  GENERATIVE_WEIGHT("generative-weight", "W", "That share."),
  RATE("rate", "R", "Learning rate at the start; trajectory takes 0.01, and some models others."),
  RATE_DECAY(
      "rate-decay", "HOW", "How the rate falls: 'linear' (to 0 after the last epoch) or 'none'."),
  OPTIMISER(
      "optimiser", "NAME", "'sgd' (with momentum) or 'adam' (which takes a rate of about 0.001)."),
  MOMENTUM("momentum", "M", "Share of the last step that the next one keeps, in [0, 1)."),
  WEIGHT_DECAY("weight-decay", "D", "Factor of the L2 penalty on the weights; 0 for none."),
  L1("l1", "F", "Factor of the L1 penalty on the weights; 0 for none."),
  NORM_BOUND(
      "norm-bound",
      "N",
      "The most that the norm of a hidden unit's weights may be; 'none' for none."),
  SPARSITY_TARGET(
      "sparsity-target", "P", "Mean at which binary hidden units are to be on, in (0, 1)."),
  SPARSITY_RATE("sparsity-rate", "F", "How strongly they are pulled there; 0 for none."),
  CENTRING(
      "centring",
      "NAME",
      "Offsets of centred gradients follow the means of 'data', 'model' or the 'average' of both; 'none' for none."),
  OFFSET_RATE("offset-rate", "R", "How quickly they follow, in [0, 1]."),
  WEIGHT_SCALE("weight-scale", "S", "Standard deviation of the weights at the start."),
  METHOD(
      "method",
      "NAME",
      "Where the negative phase starts at each update: 'pcd' (where it was), 'cd' (at the data), 'ml' (at noise), "
          + "'fpcd' (where it was, with fast weights that drive the particles on), 'tempered' (where it was, each "
          + "particle a ladder of chains that exchange their states) or 'trajectory' (likewise, with chains of parameters "
          + "that this training had before in place of temperatures). Of a hopfield network 'gradient' (at the patterns, "
          + "which are learned until noise does not move them) or 'hebb' (one pass stores every pattern)."),
  FAST_RATE("fast-rate", "R", "With fpcd, the learning rate of the fast weights."),
  FAST_DECAY(
      "fast-decay",
      "D",
      "With fpcd, the share of the fast weights that an update keeps, in [0, 1)."),
  TEMPERATURES(
      "temperatures",
      "N",
      "With tempered, chains of a ladder, from the data's base rates to the model; 'auto' grows with the root of the "
          + "hidden units. Cost grows with it: a ladder is that many chains."),
  LADDER_WARM_UP(
      "ladder-warm-up",
      "N",
      "With tempered, updates in which the ladder is adapted to equal swap rates; 'auto' is 1000."),
  LEVELS(
      "levels",
      "N",
      "With trajectory, levels of a ladder at most: the data's base rates, earlier parameters, and the model. There are "
          + "as many as the training has needed so far; 'auto' is the most that tempered would have. Memory grows with it."),
  LEVEL_ACCEPTANCE(
      "level-acceptance",
      "A",
      "With trajectory, the share of swaps between newest level and model below which the model becomes a level, in "
          + "(0, 1); 'auto' is 0.25. Higher takes levels sooner."),
  CLAMPED_SWEEPS(
      "clamped-sweeps",
      "K",
      "Of a boltzmann machine, sweeps of coupled hidden units at each case, from fair coins."),
  TEMPERATURE(
      "temperature",
      "T",
      "Of a boltzmann machine, what energies are divided by; 'auto' is 1. Of a hopfield network, the "
          + "temperature at which its units are noisy, in learning by gradient and in samples; 0 "
          + "for threshold units; 'auto' is 1 with gradient and 0 with hebb."),
  PATTERNS(
      "patterns",
      "N",
      "Of a hopfield network, how many of the data's rows are stored, the first ones; 'all'; 'auto' is all, and 50 of "
          + "the built-in digits."),
  MODE(
      "mode",
      "NAME",
      "'async' (nobody waits for a slow chain) or 'lockstep' (every update waits for all; the result is the same to "
          + "the bit for any number of threads and chains)."),
  MAX_STALENESS(
      "max-staleness",
      "S",
      "With async, statistics that are more than so many updates old do not count."),
  THREADS("threads", "N", "Threads that compute; 'auto' is one a processor."),
  SEED("seed", "S", "Where all random numbers come from; any whole number."),
  CHECKPOINT_EVERY(
      "checkpoint-every", "N", "Updates between two checkpoints; 0 for one at the end only.");

  private static final String MODELS = "%MODELS%";

  private final String key;
  private final String label;
  private final String description;

  Setting(String key, String label, String description) {
    this.key = key;
    this.label = label;
    this.description = description;
  }

  /** The name on the command line, without dashes, and in files. */
  public String key() {
    return key;
  }

  /** What stands for its value in the help. */
  public String label() {
    return label;
  }

  /**
   * What it means, for the help.
   *
   * @param models the models there are, in words
   */
  public String description(String models) {
    return description.replace(MODELS, models);
  }

  /** Whether it may change when a run is resumed. */
  public boolean mayChange() {
    return switch (this) {
      case EPOCHS, THREADS, CHAINS, MODE, MAX_STALENESS -> true;
      default -> false;
    };
  }

  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
