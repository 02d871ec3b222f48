package dev.reverie.rbm;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.tempering.Neighbours;
import dev.reverie.tempering.TrajectoryLadder;
import dev.reverie.unit.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A ladder of other parameters, somewhere between the base and the model and not on a line: two
 * levels in use, at places against their order, and one free place.
 */
final class ExactTrajectory extends ExactLadder {
  private static final int LEVELS = 5;
  private static final long[] NUMBERS = {1, 7, 0, 4};

  private ExactTrajectory(Rbm rbm, Parameters parameters) {
    super(rbm, parameters);
  }

  static ExactTrajectory random(Layer visible, Layer hidden, double scale, Random random) {
    Rbm rbm = new Rbm(visible, hidden, new Extras(false, false, 0, LEVELS));
    Parameters parameters = Models.random(rbm, scale, 0.5, random);
    TrajectoryView view = rbm.trajectory();
    view.initialise(parameters, random.doubles(visible.units(), -1, 1).toArray());
    parameters.setFrozen(3, between(view.structure(3), parameters, 0.35, random));
    parameters.setFrozen(1, between(view.structure(1), parameters, 0.7, random));
    double[] zeros = new double[3];
    double[] halves = {0.5, 0.5, 0.5};
    view.write(new TrajectoryLadder(NUMBERS, new Neighbours(halves, halves, zeros)), parameters);
    return new ExactTrajectory(rbm, parameters);
  }

  private static Parameters between(Rbm rbm, Parameters model, double share, Random random) {
    Parameters level = Models.random(rbm, 0.1, 0.1, random);
    Parameters base = model.frozen(0);
    for (Block block : List.of(rbm.weights(), rbm.visibleBias(), rbm.hiddenBias())) {
      float[] rows = level.rows(block);
      float[] from = base.rows(block);
      float[] to = model.rows(model.layout().block(block.name()));
      for (int k = 0; k < rows.length; k++) {
        rows[k] += (float) ((1 - share) * from[k] + share * to[k]);
      }
      level.setRows(block, rows);
    }
    rbm.derive(level);
    return level;
  }

  @Override
  LadderRule rule() {
    return LadderRule.ofTrajectory(rbm, 1e-9);
  }

  @Override
  double[] masses(int rank) {
    int level = rbm.ladder().order(parameters)[rank];
    Rbm structure = rbm.trajectory().structure(level);
    ExactMachine machine = new ExactMachine(structure, rbm.trajectory().machine(parameters, level));
    double constant =
        machine.energy(
            ExactTemperatures.off(rbm.visibleLayer()), ExactTemperatures.off(rbm.hiddenLayer()));
    double[] masses = new double[machine.visibleStates().length * machine.hiddenStates().length];
    int place = 0;
    for (double[] v : machine.visibleStates()) {
      for (double[] h : machine.hiddenStates()) {
        masses[place++] = Math.exp(constant - machine.energy(v, h));
      }
    }
    return masses;
  }

  @Override
  public String toString() {
    return Arrays.toString(NUMBERS);
  }
}
