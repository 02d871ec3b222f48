package dev.reverie.metropolis;

import dev.reverie.energy.ExactSums;
import dev.reverie.phase.Sums;
import dev.reverie.phase.SumsContract;
import java.util.List;
import java.util.stream.Stream;

/** Exact sums of what energies have to say. */
final class ExactSumsContractTest extends SumsContract {
  private static final double[][] ROWS = {{1, 0.3, 2}, {-1, 0.1, 4}, {1, 1.5, 1}, {1, -2, 4}};

  @Override
  protected Stream<Case> cases() {
    return Stream.of(Method.values()).map(ExactSumsContractTest::of);
  }

  private static Case of(Method method) {
    MetropolisBuilder builder =
        MetropolisObjective.of(Examples.MIXED.energy())
            .data(ROWS)
            .batch(3)
            .momentum(0.5)
            .method(method)
            .particles(23, 3)
            .stepSize(1, 10);
    return new Case(method.name(), builder.build());
  }

  @Override
  protected Stream<Sums[]> refused() {
    List<String> names = List.of("first", "größte");
    ExactSums sums = new ExactSums(names);
    sums.add(1, Double.NaN);
    return Stream.<Sums[]>of(new Sums[] {sums, new ExactSums(names)});
  }
}
