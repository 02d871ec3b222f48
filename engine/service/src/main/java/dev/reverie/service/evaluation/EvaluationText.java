package dev.reverie.service.evaluation;

import dev.reverie.data.Binarisation;
import dev.reverie.data.DataSource;
import dev.reverie.data.Standardisation;
import dev.reverie.likelihood.AnnealedPartition;
import dev.reverie.likelihood.LikelihoodReport;
import dev.reverie.likelihood.LogPartition;
import dev.reverie.likelihood.RowMean;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.settings.Choice;
import java.util.Optional;

/** An evaluation in words: every likelihood with its binarisation and how it was estimated. */
final class EvaluationText {
  private final Console console;

  EvaluationText(Console console) {
    this.console = console;
  }

  void say(
      DataSource data,
      Binarisation binarisation,
      Optional<Standardisation> standardisation,
      LikelihoodReport report,
      Optional<RowMean> pseudo,
      RowMean reconstruction) {
    LogPartition logPartition = report.logPartition();
    pair("data", data.description() + "; " + states(binarisation));
    pair("log Z", logPartition(logPartition));
    pair("estimator", logPartition.estimator());
    pair("train likelihood", nats(report.train(), report.trainFreeEnergy()));
    if (data.test().isPresent()) {
      pair("test likelihood", nats(report.test(), report.testFreeEnergy()));
    }
    if (!report.converged()) {
      pair("not converged", notConverged(logPartition));
    }
    if (binarisation.real()) {
      pair("densities", densities(binarisation, standardisation));
    }
    pseudo.ifPresent(
        mean ->
            pair(
                "pseudo-likelihood",
                Numbers.format("%.5f nats per unit, %d rows", mean.mean(), mean.rows())));
    pair(
        "reconstruction error",
        Numbers.format("%.5f per unit, %d rows", reconstruction.mean(), reconstruction.rows()));
    if (data.test().isPresent()) {
      pair("free-energy gap", Numbers.format("%.2f nats", report.freeEnergyGap()));
    }
  }

  private static String states(Binarisation binarisation) {
    return switch (binarisation) {
      case NONE -> "not standardised";
      case STANDARDISE -> "standardised by the training data";
      default -> "binarised by " + Choice.name(binarisation);
    };
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

  private static String notConverged(LogPartition logPartition) {
    return Numbers.format(
        logPartition.gap() < 0
            ? "the two estimates of log Z cross by %.2f nats; the likelihoods are not to be believed"
            : "the two estimates of log Z are %.2f nats apart; the likelihoods are not to be believed",
        Math.abs(logPartition.gap()));
  }

  private static String nats(double likelihood, RowMean freeEnergy) {
    return Numbers.format("%.2f nats (+- %.2f over rows)", likelihood, freeEnergy.standardError());
  }

  private void pair(String name, String value) {
    console.say(Numbers.format("  %-20s  %s", name, value));
  }
}
