package dev.reverie.service.minimisation;

import dev.reverie.annealing.AnnealingListener;
import dev.reverie.coupling.Problem;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.console.ProgressLine;

/** Shows how many runs are done and the best value so far. */
final class AnnealingProgress implements AnnealingListener {
  private final Problem problem;
  private final int runs;
  private final int moments;
  private final ProgressLine line;
  private double lowest = Double.POSITIVE_INFINITY;
  private long done;

  AnnealingProgress(Problem problem, int runs, int moments, ProgressLine line) {
    this.problem = problem;
    this.runs = runs;
    this.moments = moments;
    this.line = line;
  }

  @Override
  public synchronized void reached(int run, int moment, double energy) {
    done++;
    lowest = Math.min(lowest, energy);
    line.show(
        Numbers.format(
            "annealing: %.1f of %d runs, best value %s",
            (double) done / moments, runs, Minimisation.text(problem.valueOf(lowest))));
  }
}
