package dev.reverie.rbm;

import dev.reverie.numeric.Panels;
import dev.reverie.optimise.Centring;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import java.util.List;

/** Moves the offsets of centred gradients towards the means of an update's phases. */
final class Offsets {
  private static final int WIDTH = Panels.WIDTH;

  private final Rbm rbm;
  private final Centring centring;

  Offsets(Rbm rbm, Centring centring) {
    this.rbm = rbm;
    this.centring = centring;
  }

  /** Writes the next offsets; they stay where a phase that is asked has nothing to say. */
  void move(List<MergedPhase> phases, Parameters current, Parameters next) {
    List<MergedPhase> asked =
        switch (centring.means()) {
          case NONE -> List.of();
          case DATA -> phases.subList(0, 1);
          case MODEL -> phases.subList(1, 2);
          case AVERAGE -> phases.subList(0, 2);
        };
    boolean silent = asked.stream().anyMatch(phase -> phase.sign() == 0);
    double rate = silent ? 0 : centring.rate();
    int visibleScale = rbm.discrete() ? rbm.visibleLayer().scale() : 1;
    int visibleShift = rbm.discrete() ? rbm.visibleLayer().shift() : 0;
    for (int i = 0; i < rbm.visible(); i++) {
      double mean = 0;
      for (MergedPhase phase : asked) {
        mean += silent ? 0 : phase.visibleMean(i) / asked.size();
      }
      move(rbm.visibleOffset(), i, rate, visibleScale * mean + visibleShift, current, next);
    }
    moveHidden(asked, silent, rate, current, next);
  }

  private void moveHidden(
      List<MergedPhase> asked, boolean silent, double rate, Parameters current, Parameters next) {
    int scale = rbm.discrete() ? rbm.hiddenLayer().scale() : 1;
    int shift = rbm.discrete() ? rbm.hiddenLayer().shift() : 0;
    double[] sums = new double[WIDTH];
    int[] work = new int[WIDTH];
    for (int panel = 0; panel < rbm.hiddenWords(); panel++) {
      double[] means = new double[WIDTH];
      for (MergedPhase phase : asked) {
        phase.sumHidden(panel, sums, work);
        for (int column = 0; column < WIDTH; column++) {
          means[column] += silent ? 0 : phase.hiddenMean(sums[column]) / asked.size();
        }
      }
      for (int column = 0; column < Math.min(WIDTH, rbm.hidden() - panel * WIDTH); column++) {
        int unit = panel * WIDTH + column;
        move(rbm.hiddenOffset(), unit, rate, scale * means[column] + shift, current, next);
      }
    }
  }

  private static void move(
      Block block, int unit, double rate, double mean, Parameters current, Parameters next) {
    double before = current.at(block, 0, unit);
    next.set(block, 0, unit, (float) (before + rate * (mean - before)));
  }
}
