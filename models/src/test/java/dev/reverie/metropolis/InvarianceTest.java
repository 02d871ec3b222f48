package dev.reverie.metropolis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.metropolis.Examples.Example;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Particles that start exactly from p stay distributed as p, and remain independent. Then each of
 * at most 16 averages lies within {@link #LIMIT} of its exact standard errors but for 6e-7 of all
 * seeds.
 */
class InvarianceTest {
  private static final int PARTICLES = 20_000;
  private static final int STEPS = 10;
  private static final long SEED = 31;
  private static final double LIMIT = 5.5;

  /** A kernel that leaves an example's distribution at a temperature as it is. */
  private record Trial(Example example, Transition transition, double beta) {
    Kernel kernel(double beta) {
      return transition.kernel(new CheckedEnergy(example.energy(), "negative"), beta, SEED);
    }
  }

  static Stream<Trial> trials() {
    return Examples.all().stream()
        .flatMap(
            example ->
                example.transitions().stream()
                    .flatMap(
                        transition ->
                            Stream.of(1.0, 0.6).map(beta -> new Trial(example, transition, beta))));
  }

  @ParameterizedTest
  @MethodSource("trials")
  void shouldLeaveTheDistributionWhereItIs(Trial trial) {
    double drift = largestDrift(trial.example, trial.beta, () -> trial.kernel(trial.beta));
    assertTrue(drift < LIMIT, () -> "drift " + drift);
  }

  static Stream<Trial> trialsAtOne() {
    return trials().filter(trial -> trial.beta == 1);
  }

  @ParameterizedTest
  @MethodSource("trialsAtOne")
  void shouldBeCaughtAtAnotherTemperature(Trial trial) {
    assertCaught(trial.example, () -> trial.kernel(0.9));
  }

  @Test
  void shouldBeCaughtWithoutTheRatioOfProposals() {
    for (Example example : List.of(Examples.WELLS, Examples.RIDGE)) {
      CheckedEnergy energy = new CheckedEnergy(example.energy(), "negative");
      assertCaught(example, accepting(energy, new Langevin(energy, 1, SEED)::propose));
    }
  }

  @Test
  void shouldBeCaughtWithALangevinStepAgainstTheGradientWhoseRatioIsOfTheRightOne() {
    CheckedEnergy energy = new CheckedEnergy(Examples.WELLS.energy(), "negative");
    Langevin right = new Langevin(energy, 1, SEED);
    assertCaught(Examples.WELLS, accepting(energy, new Backwards(right)));
  }

  /** Goes where the proposal would not, and tells the ratio of the proposal. */
  private record Backwards(Langevin right) implements Proposal {
    @Override
    public void propose(
        double[] x, double[] theta, double size, int particle, long step, double[] proposed) {
      right.propose(x, theta, size, particle, step, proposed);
      proposed[0] = 2 * x[0] - proposed[0];
    }

    @Override
    public double logRatio(
        double[] x, double[] proposed, double[] theta, double size, int particle) {
      return right.logRatio(x, proposed, theta, size, particle);
    }
  }

  @Test
  void shouldBeCaughtWithoutTheRatioOfAStepThatScales() {
    CheckedEnergy energy = new CheckedEnergy(Examples.WELLS.energy(), "negative");
    RandomStream random = new RandomStream(SEED, Purpose.PROPOSAL);
    assertCaught(
        Examples.WELLS,
        accepting(
            energy,
            (x, theta, size, particle, step, proposed) ->
                proposed[0] = x[0] * Math.exp(size * random.gaussian(particle, step, 0))));
  }

  @Test
  void shouldBeCaughtWhenProposalsDriftToOneSide() {
    CheckedEnergy energy = new CheckedEnergy(Examples.WELLS.energy(), "negative");
    RandomWalk symmetric = new RandomWalk(SEED);
    assertCaught(
        Examples.WELLS,
        accepting(
            energy,
            (x, theta, size, particle, step, proposed) -> {
              symmetric.propose(x, theta, size, particle, step, proposed);
              proposed[0] += 0.1 * size;
            }));
  }

  /** Conditionals are not independent: coordinates that all look at the old state go wrong. */
  @Test
  void shouldBeCaughtWhenCoordinatesMoveAllAtOnce() {
    for (Example example : List.of(Examples.MIXED, Examples.SPIN_GLASS)) {
      CheckedEnergy energy = new CheckedEnergy(example.energy(), "negative");
      Kernel gibbs = new GibbsKernel(energy, 1, SEED);
      assertCaught(
          example,
          () ->
              (x, theta, size, particle, step) -> allAtOnce(gibbs, x, theta, size, particle, step));
    }
  }

  /** Each coordinate is that of a sweep in which all others are put back first. */
  private static double allAtOnce(
      Kernel gibbs, double[] x, double[] theta, double size, int particle, long step) {
    double[] old = x.clone();
    for (int i = 0; i < x.length; i++) {
      double[] moved = old.clone();
      gibbs.move(moved, theta, size, particle, x.length * step + i);
      x[i] = moved[i];
    }
    return 1;
  }

  private static Supplier<Kernel> accepting(CheckedEnergy energy, Proposal proposal) {
    return () -> new AcceptRejectKernel(energy, 1, proposal, SEED);
  }

  private static void assertCaught(Example example, Supplier<Kernel> wrong) {
    double drift = largestDrift(example, 1, wrong);
    assertTrue(drift > LIMIT, () -> example + ": drift " + drift);
  }

  /** The largest distance of an average from where it was, in standard errors. */
  private static double largestDrift(Example example, double beta, Supplier<Kernel> kernels) {
    Cells cells = example.cells(beta);
    double[][] states = cells.draw(PARTICLES, SEED);
    double[] theta = example.theta();
    Kernel kernel = kernels.get();
    for (int particle = 0; particle < PARTICLES; particle++) {
      for (int step = 0; step < STEPS; step++) {
        kernel.move(states[particle], theta, example.stepSize(), particle, step);
      }
    }
    return observables(example).stream()
        .mapToDouble(f -> Math.abs(drift(states, cells, f)))
        .max()
        .orElseThrow();
  }

  private static double drift(double[][] states, Cells cells, ToDoubleFunction<double[]> f) {
    double mean = cells.expectation(f);
    double variance = cells.expectation(x -> f.applyAsDouble(x) * f.applyAsDouble(x)) - mean * mean;
    double average = 0;
    for (double[] state : states) {
      average += f.applyAsDouble(state) / states.length;
    }
    return (average - mean) / Math.sqrt(variance / states.length);
  }

  /** The energy, a sign, coordinates, their products, and squares of real ones. */
  private static List<ToDoubleFunction<double[]>> observables(Example example) {
    List<ToDoubleFunction<double[]>> all = new ArrayList<>();
    all.add(x -> example.energy().at(x, example.theta()));
    all.add(x -> x[0] > 0 ? 1 : 0);
    for (int i = 0; i < example.energy().dimensions(); i++) {
      int one = i;
      all.add(x -> x[one]);
      for (int j = example.energy().alphabet(i).isReal() ? i : i + 1;
          j < example.energy().dimensions();
          j++) {
        int other = j;
        all.add(x -> x[one] * x[other]);
      }
    }
    return all;
  }
}
