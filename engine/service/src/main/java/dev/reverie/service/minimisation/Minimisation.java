package dev.reverie.service.minimisation;

import dev.reverie.annealing.AnnealedRuns;
import dev.reverie.annealing.AnnealedState;
import dev.reverie.annealing.Annealing;
import dev.reverie.annealing.Cooling;
import dev.reverie.coupling.Problem;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.console.ProgressLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A problem that has been annealed, in its file's own terms.
 *
 * @param firstUnit number of the first unit in the file
 */
public record Minimisation(
    Problem problem, int firstUnit, Annealing annealing, Cooling cooling, AnnealedRuns runs) {

  /**
   * Anneals, and shows how far it is.
   *
   * @param kept states of lowest energy that are kept
   */
  public static Minimisation of(
      Problem problem,
      int firstUnit,
      Cooling cooling,
      long seed,
      int runs,
      int kept,
      int threads,
      Console console) {
    Annealing annealing = new Annealing(problem.couplings(), cooling, seed);
    try (ProgressLine line = new ProgressLine(console.err(), console)) {
      AnnealingProgress progress =
          new AnnealingProgress(problem, runs, annealing.moments().length, line);
      AnnealedRuns done = AnnealedRuns.of(annealing, runs, kept, threads, progress);
      return new Minimisation(problem, firstUnit, annealing, cooling, done);
    }
  }

  /** A value as it is written: whole where it is whole. */
  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Numbers.format("%.0f", value)
        : Double.toString(value);
  }

  /** Says what was found. */
  public void say(Console console) {
    String objective = problem.maximises() ? "highest value" : "lowest value";
    AnnealedState best = runs.best();
    double[] energies = runs.energies();
    long reached = Arrays.stream(energies).filter(e -> e == best.energy()).count();
    console.say(
        Numbers.format(
            "%s %s, reached by %d of %d runs, first by run %d",
            objective, text(problem.value(best.states())), reached, energies.length, best.run()));
    double mean = Arrays.stream(energies).map(problem::valueOf).average().orElseThrow();
    console.say("mean over runs " + Numbers.format("%.6g", mean));
    List<AnnealedState> states = runs.states();
    console.say(states.size() + (states.size() == 1 ? " state" : " different states") + " kept:");
    for (AnnealedState state : states) {
      console.say(
          Numbers.format("  %s (run %d)", text(problem.value(state.states())), state.run()));
    }
  }

  /** The best state: a line for each unit, its number and its value. */
  public void writeBest(OutputStream out) throws IOException {
    byte[] states = runs.best().states();
    StringBuilder text = new StringBuilder();
    text.append("# value ").append(text(problem.value(states))).append('\n');
    for (int unit = 0; unit < states.length; unit++) {
      text.append(unit + firstUnit).append(' ').append(problem.symbol(states[unit])).append('\n');
    }
    write(out, text);
  }

  /** All states that were kept: a row for each, its value first. */
  public void writeStates(OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder("value,run");
    for (int unit = 0; unit < problem.couplings().graph().units(); unit++) {
      text.append(",unit_").append(unit + firstUnit);
    }
    write(out, text.append('\n'));
    for (AnnealedState state : runs.states()) {
      StringBuilder row = new StringBuilder(text(problem.value(state.states())));
      row.append(',').append(state.run());
      for (byte spin : state.states()) {
        row.append(',').append(problem.symbol(spin));
      }
      write(out, row.append('\n'));
    }
  }

  /** The best value of any run over the sweeps. */
  public void writeTrace(OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder("sweep,temperature,best_value\n");
    int[] moments = annealing.moments();
    double[] lowest = runs.lowest();
    for (int k = 0; k < moments.length; k++) {
      text.append(moments[k] + 1L)
          .append(',')
          .append(cooling.temperature(moments[k]))
          .append(',')
          .append(text(problem.valueOf(lowest[k])))
          .append('\n');
    }
    write(out, text);
  }

  private static void write(OutputStream out, StringBuilder text) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
