package dev.reverie.metropolis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Tile;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Particles that start exactly from p stay distributed as p, and remain independent. Then each
 * average lies within 5 of its exact standard errors but for 6e-7 of all seeds.
 */
class InvarianceTest {
  private static final int PARTICLES = 20_000;
  private static final int STEPS = 20;
  private static final long SEED = 31;
  private static final List<DoubleUnaryOperator> OBSERVABLES =
      List.of(x -> x, x -> x * x, DoubleWell::energyAt, DoubleWell::inRightWell);

  @Test
  void shouldLeaveTheDistributionWhereItIs() {
    assertTrue(largestDrift(1, new RandomWalk(SEED)) < 5);
  }

  @Test
  void shouldBeCaughtAtAnotherTemperature() {
    assertTrue(largestDrift(0.9, new RandomWalk(SEED)) > 5);
  }

  @Test
  void shouldBeCaughtWithoutTheHastingsFactorOfAnAsymmetricProposal() {
    RandomStream random = new RandomStream(SEED, Purpose.PROPOSAL);
    Proposal scaling =
        (x, size, particle, step, proposed) ->
            proposed[0] = x[0] * Math.exp(size * random.gaussian(particle, step, 0));
    assertTrue(largestDrift(1, scaling) > 5);
  }

  @Test
  void shouldBeCaughtWhenProposalsDriftToOneSide() {
    RandomWalk symmetric = new RandomWalk(SEED);
    Proposal drifting =
        (x, size, particle, step, proposed) -> {
          symmetric.propose(x, size, particle, step, proposed);
          proposed[0] += 0.1 * size;
        };
    assertTrue(largestDrift(1, drifting) > 5);
  }

  /** The largest distance of an average from where it was, in standard errors. */
  private static double largestDrift(double beta, Proposal proposal) {
    Layout.Builder builder = Layout.builder();
    StepSizeAdaptation.addTo(builder);
    Layout layout = builder.build();
    Parameters parameters = new Parameters(layout);
    new StepSizeAdaptation(1, 0).initialise(parameters);
    Chains chains = new Chains(PARTICLES, STEPS, beta, Start.standard(1), SEED);
    MetropolisPhase phase =
        new MetropolisPhase("negative", DoubleWell.ENERGY, layout, chains, proposal);
    Tile tile = phase.allocate(0, PARTICLES);
    startExactly(tile, phase.particleBytes());
    Snapshot snapshot = new Snapshot(new Version(0, 0), parameters);
    for (int step = 0; step < STEPS; step++) {
      tile.step(snapshot, 0, PARTICLES, null);
    }
    return OBSERVABLES.stream().mapToDouble(f -> Math.abs(drift(tile, f))).max().orElseThrow();
  }

  private static void startExactly(Tile tile, int bytes) {
    RandomStream random = new RandomStream(SEED, Purpose.GENERATED_DATA);
    for (int place = 0; place < PARTICLES; place++) {
      double x = DoubleWell.quantile(random.uniform(place, 0, 0));
      tile.read(place, ByteBuffer.allocate(bytes).putLong(0).putDouble(x).flip());
    }
  }

  private static double drift(Tile tile, DoubleUnaryOperator f) {
    double mean = DoubleWell.expectation(f);
    double variance =
        DoubleWell.expectation(x -> f.applyAsDouble(x) * f.applyAsDouble(x)) - mean * mean;
    double average = 0;
    for (int place = 0; place < PARTICLES; place++) {
      average += f.applyAsDouble(tile.observe(place)) / PARTICLES;
    }
    return (average - mean) / Math.sqrt(variance / PARTICLES);
  }
}
