package dev.reverie.likelihood;

import dev.reverie.data.StateRows;
import dev.reverie.rbm.RealMachine;

/** Figures of single rows under a machine with real-valued units. Any number of threads may ask. */
final class RealFigures {
  private final RealMachine machine;
  private final StateRows rows;

  RealFigures(RealMachine machine, StateRows rows) {
    this.machine = machine;
    this.rows = rows;
  }

  double freeEnergy(int row) {
    return machine.freeEnergy(machine.values(rows, row));
  }

  /** Means in place of draws, up and down again. */
  double reconstructionError(int row) {
    float[] values = machine.values(rows, row);
    float[] fields = new float[machine.hiddenStride()];
    float[] means = new float[machine.hiddenStride()];
    machine.hiddenFields(values, 1, new float[values.length], fields);
    machine.hiddenMeans(fields, 0, means, 0);
    float[] back = new float[values.length];
    machine.visibleFields(means, 1, back);
    machine.visibleMeans(back, 0, back, 0);
    double sum = 0;
    for (int i = 0; i < machine.rbm().visible(); i++) {
      double distance = (double) values[i] - back[i];
      sum += distance * distance;
    }
    int scale = machine.rbm().visibleLayer().scale();
    return sum / machine.rbm().visible() / scale / scale;
  }
}
