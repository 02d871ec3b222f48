package dev.reverie.rbm;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.tempering.Neighbours;
import dev.reverie.tempering.SwapFigures;
import dev.reverie.tempering.TrajectoryLadder;
import java.util.Arrays;
import java.util.Optional;

/**
 * A ladder of earlier parameters of the same training, trajectory tempering (Bereux, Decelle,
 * Furtlehner, Rosset and Seoane 2024): from the base-rate machine, whose visible units are
 * independent with the means of the data and where training nearly starts, over parameters that the
 * training has passed, to those it has now.
 *
 * <p>A level is the parameters of an ordinary machine of the same units, copied and packed when it
 * was taken, frozen from then on and shared by all versions. A first-order transition between two
 * temperatures of one model, which no temperature between them bridges, need not lie on the way
 * that a training has gone.
 */
final class TrajectoryView implements LadderView {
  /**
   * Numbers of levels are published in units of this, so that 2^24 of them are exact in single
   * precision and within {@link Parameters#LIMIT}.
   */
  private static final float NUMBER = 0x1p-11f;

  private final Rbm rbm;
  private final Rbm earlier;
  private final int last;
  private final Block numbers;
  private final LadderBlocks pairs;

  /**
   * @param earlier the structure of levels: the same units, and nothing beside the parameters
   */
  TrajectoryView(Rbm rbm, Rbm earlier) {
    this.rbm = rbm;
    this.earlier = earlier;
    this.last = rbm.extras().levels() - 1;
    this.numbers = rbm.layout().block(Extras.LEVEL_NUMBERS);
    this.pairs = new LadderBlocks(rbm.layout());
  }

  /** Adds a place for every level but the model. */
  static void addTo(Layout.Builder layout, Rbm earlier, int levels) {
    for (int level = 0; level < levels - 1; level++) {
      layout.addFrozen("level_" + level, earlier.layout());
    }
  }

  @Override
  public int levels() {
    return last + 1;
  }

  @Override
  public int[] order(Parameters parameters) {
    int[] frozen = ladder(parameters).order();
    int[] order = Arrays.copyOf(frozen, frozen.length + 1);
    order[frozen.length] = last;
    return order;
  }

  @Override
  public long newest(Parameters parameters) {
    return ladder(parameters).newest();
  }

  @Override
  public long number(Parameters parameters, int level) {
    return level == last ? 0 : (long) (parameters.at(numbers, 0, level) / NUMBER);
  }

  @Override
  public Parameters machine(Parameters parameters, int level) {
    return level == last ? parameters : parameters.frozen(level);
  }

  /** Whose blocks a level's machine has. */
  Rbm structure(int level) {
    return level == last ? rbm : earlier;
  }

  @Override
  public Side visibleSide(int level) {
    return structure(level).view().visibleSide();
  }

  @Override
  public Side hiddenSide(int level) {
    return structure(level).view().hiddenSide();
  }

  @Override
  public float logRatio(Parameters parameters, int pair) {
    return pairs.logRatio(parameters, pair);
  }

  @Override
  public LadderGrowth newGrowth() {
    return new TrajectoryGrowth(rbm, this);
  }

  @Override
  public long growthBytes() {
    return HiddenGrowth.bytes(rbm);
  }

  /** The base alone. */
  @Override
  public void initialise(Parameters parameters, double[] visibleBiases) {
    Parameters base = new Parameters(earlier.layout());
    for (int i = 0; i < visibleBiases.length; i++) {
      base.set(earlier.visibleBias(), 0, i, (float) visibleBiases[i]);
    }
    earlier.derive(base);
    for (int level = 1; level < last; level++) {
      parameters.setFrozen(level, null);
    }
    parameters.setFrozen(0, base);
    write(TrajectoryLadder.start(last), parameters);
  }

  @Override
  public void derive(Parameters parameters) {
    for (int level = 0; level < last; level++) {
      if (parameters.frozen(level) != null) {
        earlier.derive(parameters.frozen(level));
      }
    }
  }

  /** What is published of the ladder. */
  TrajectoryLadder ladder(Parameters parameters) {
    long[] taken = new long[last];
    int levels = 0;
    for (int level = 0; level < last; level++) {
      taken[level] = number(parameters, level);
      levels += taken[level] > 0 ? 1 : 0;
    }
    return new TrajectoryLadder(taken, pairs.read(parameters, levels));
  }

  void write(TrajectoryLadder ladder, Parameters parameters) {
    long[] taken = ladder.numbers();
    for (int level = 0; level < last; level++) {
      parameters.set(numbers, 0, level, taken[level] * NUMBER);
    }
    pairs.write(ladder.pairs(), parameters);
  }

  /**
   * Publishes the next ladder, and freezes the next parameters as a level where one is to be taken.
   *
   * @param seen what ladders of the current levels have told, if they have
   * @param acceptance below which the model becomes a level
   * @param next of which everything else is there
   */
  void move(
      long update,
      Parameters current,
      Optional<SwapFigures> seen,
      double acceptance,
      Parameters next) {
    TrajectoryLadder before = ladder(current);
    TrajectoryLadder after =
        seen.map(figures -> before.after(update, figures, acceptance)).orElse(before);
    for (int level = 0; level < last; level++) {
      next.setFrozen(level, current.frozen(level));
    }
    if (after.newest() > before.newest()) {
      next.setFrozen(after.newestPlace(), frozen(next));
    }
    write(after, next);
  }

  private Parameters frozen(Parameters parameters) {
    Parameters level = new Parameters(earlier.layout());
    level.copyBlocksFrom(parameters);
    return level;
  }

  @Override
  public LadderReport report(Parameters parameters) {
    Neighbours known = ladder(parameters).pairs();
    double base = LadderBlocks.baseLogPartition(earlier, parameters.frozen(0));
    return pairs.report(parameters, new double[0], known, base);
  }
}
