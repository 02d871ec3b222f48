package dev.reverie.service.family;

import dev.reverie.data.Binarisation;
import dev.reverie.data.Standardisation;
import dev.reverie.likelihood.AnnealedPartition;
import dev.reverie.likelihood.LikelihoodReport;
import dev.reverie.likelihood.LogPartition;
import dev.reverie.likelihood.RowMean;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Countdown;
import dev.reverie.service.console.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An evaluation in words: names and values, said together when all is known. */
public final class EvaluationText {
  private final Console console;
  private final List<String> lines = new ArrayList<>();

  public EvaluationText(Console console) {
    this.console = console;
  }

  /** Adds a figure and its name. */
  public void pair(String name, String value) {
    lines.add(Numbers.format("  %-20s  %s", name, value));
  }

  /** Shows meanwhile how far work is. */
  public Countdown countdown(String what, long total, String unit) {
    return new Countdown(what, total, unit, console);
  }

  /** Says all that was added. */
  public void say() {
    lines.forEach(console::say);
  }

  /** Adds log Z, how it was estimated, the likelihoods that follow, and whether to believe them. */
  public void likelihoods(LikelihoodReport report, EvaluationData data) {
    likelihoods("likelihood", report, data);
  }

  /**
   * The same of another figure of the same kind.
   *
   * @param what it is, in the singular
   */
  public void likelihoods(String what, LikelihoodReport report, EvaluationData data) {
    LogPartition logPartition = report.logPartition();
    pair("log Z", logPartition(logPartition));
    pair("estimator", logPartition.estimator());
    pair("train " + what, nats(report.train(), report.trainFreeEnergy()));
    if (data.tested()) {
      pair("test " + what, nats(report.test(), report.testFreeEnergy()));
    }
    if (!report.converged()) {
      pair("not converged", notConverged(what, logPartition));
    }
    densities(data);
  }

  /** Adds likelihoods of a model whose probabilities are known, in nats. */
  public void likelihoods(RowMean train, RowMean test, EvaluationData data) {
    pair("estimator", "exact");
    pair("train likelihood", nats(train.mean(), train));
    if (data.tested()) {
      pair("test likelihood", nats(test.mean(), test));
      pair("free-energy gap", Numbers.format("%.2f nats", train.mean() - test.mean()));
    }
    densities(data);
  }

  private void densities(EvaluationData data) {
    if (data.binarisation().real()) {
      pair("densities", densities(data.binarisation(), data.standardisation()));
    }
  }

  private static String densities(
      Binarisation binarisation, Optional<Standardisation> standardisation) {
    return binarisation == Binarisation.STANDARDISE
        ? Numbers.format(
            "the likelihoods are those of standardised values; those of the values themselves are %.2f nats higher",
            -standardisation.orElseThrow().logVolume())
        : "the likelihoods are those of real values; they are no probabilities and may be above 0";
  }

  private static String logPartition(LogPartition logPartition) {
    if (logPartition instanceof AnnealedPartition annealed) {
      return Numbers.format(
          "%.2f (+- %.2f) by AIS, %.2f (+- %.2f) by reverse AIS; the larger one counts;"
              + " effective runs %.1f and %.1f of %d",
          annealed.forward().logPartition(),
          annealed.forward().standardError(),
          annealed.reverse().logPartition(),
          annealed.reverse().standardError(),
          annealed.forward().effectiveRuns(),
          annealed.reverse().effectiveRuns(),
          annealed.settings().runs());
    }
    return Numbers.format("%.4f", logPartition.claimed());
  }

  private static String notConverged(String what, LogPartition logPartition) {
    return Numbers.format(
        logPartition.gap() < 0
            ? "the two estimates of log Z cross by %.2f nats; the %ss are not to be believed"
            : "the two estimates of log Z are %.2f nats apart; the %ss are not to be believed",
        Math.abs(logPartition.gap()),
        what);
  }

  private static String nats(double likelihood, RowMean freeEnergy) {
    return Numbers.format("%.2f nats (+- %.2f over rows)", likelihood, freeEnergy.standardError());
  }
}
