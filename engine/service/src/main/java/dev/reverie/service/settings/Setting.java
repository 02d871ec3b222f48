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
          + "values must lie in [0, 1]. Beside train-images... lies the test set t10k-images..., of any other file "
          + "the last tenth is held out."),
  BINARISE(
      "binarise",
      "HOW",
      "How an intensity becomes on or off: 'threshold' (on from 0.5) or 'sample' (on with that probability, drawn "
          + "anew at each presentation)."),
  HIDDEN(
      "hidden", "N", "Hidden units. There are as many visible units as a row of data has values."),
  EPOCHS("epochs", "N", "Passes over the data. A finished run may be extended with --resume."),
  BATCH("batch", "N", "Data cases an update."),
  PARTICLES(
      "particles",
      "N",
      "Fantasy particles of the negative phase (with cd, each case has one of its own)."),
  CHAINS("chains", "N", "Chain actors that share the particles; 'auto' is one a thread."),
  STEPS(
      "steps",
      "K",
      "Gibbs steps of each particle at each update; 'auto' is 1, and 100 of burn-in with ml."),
  RATE("rate", "R", "Learning rate at the start."),
  RATE_DECAY(
      "rate-decay", "HOW", "How the rate falls: 'linear' (to 0 after the last epoch) or 'none'."),
  MOMENTUM("momentum", "M", "Share of the last step that the next one keeps, in [0, 1)."),
  WEIGHT_DECAY("weight-decay", "D", "Factor of the L2 penalty on the weights; 0 for none."),
  WEIGHT_SCALE("weight-scale", "S", "Standard deviation of the weights at the start."),
  METHOD(
      "method",
      "NAME",
      "Where the negative phase starts at each update: 'pcd' (where it was), 'cd' (at the data) or 'ml' (at noise)."),
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

  /** What it means, for the help. */
  public String description() {
    return description;
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
