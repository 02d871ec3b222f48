package dev.reverie.mixture;

import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Sums;
import dev.reverie.phase.SumsContract;
import java.util.stream.Stream;

/** Sums of responsibilities and of what they weight. */
final class MixtureSumsContractTest extends SumsContract {
  private static final MixtureLearning LEARNING = MixtureLearning.of(3);
  private static final GaussianMixture REALS = new GaussianMixture(3, 4);

  @Override
  protected Stream<Case> cases() {
    return Stream.of(
        new Case(
            "bits",
            new MixtureObjective(
                new BernoulliMixture(3, 5),
                MixtureData.bits(MixtureData.randomBits(20, 5, 2)),
                LEARNING)),
        new Case(
            "reals",
            new MixtureObjective(
                REALS, MixtureData.reals(MixtureData.randomReals(20, 4, 2)), LEARNING)));
  }

  @Override
  protected Stream<Sums[]> refused() {
    MixtureSums sums = REALS.newSums();
    Parameters nothing = new Parameters(REALS.layout());
    nothing.poison();
    sums.addRows(nothing, MixtureData.reals(MixtureData.randomReals(2, 4, 2)), 0, 0, 2);
    return Stream.<Sums[]>of(new Sums[] {sums, REALS.newSums()});
  }
}
