package dev.reverie.boltzmann;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.BinaryRows;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mean of updates at fixed parameters, with particles drawn from p, is the gradient of the
 * log-likelihood by enumeration, within 5 standard errors of at most 1 % of its norm. A negative
 * phase that is 5 % too large is caught, and so is the factor of units of 0 and 1 in place of that
 * of -1 and +1, or none of the temperature.
 */
final class ExpectedUpdateTest {
  private static final int PARTICLES = 420;
  private static final int MOST_UPDATES = 3000;

  /** So many that burn-in leaves nothing. */
  private static final int CLAMPED_SWEEPS = 40;

  static java.util.stream.Stream<Small> machines() {
    return Small.stream();
  }

  @ParameterizedTest
  @MethodSource("machines")
  void shouldFollowTheGradientOfTheLikelihood(Small small) {
    BoltzmannMachine machine = small.machine();
    AllStates all = small.states();
    double[] negative = all.moments();
    double[] expected = all.moments(all.clamped(Targets.shares(machine, 5)));
    double norm = 0;
    double ofNegative = 0;
    for (int k = 0; k < expected.length; k++) {
      expected[k] = (expected[k] - negative[k]) / machine.temperature();
      norm = Math.hypot(norm, expected[k]);
      ofNegative = Math.hypot(ofNegative, negative[k] / machine.temperature());
    }
    double enough = Math.min(0.0095 * norm, 0.05 * ofNegative / 8);
    Means right = new Means(expected.length);
    Means biased = new Means(expected.length);
    Updates updates = new Updates(small, all);
    for (int seed = 1; seed <= MOST_UPDATES; seed++) {
      updates.sum(seed);
      right.add(updates.update(PARTICLES));
      biased.add(updates.update(PARTICLES * 20 / 21));
      if (seed > 50 && right.error() < enough) {
        break;
      }
    }
    double share = right.error() / norm;
    assertTrue(share <= 0.01, () -> "standard error is " + share + " of the update");
    double off = right.deviates(expected, 1);
    assertTrue(off <= 5, () -> off + " standard errors from what is expected");
    double planted = biased.deviates(expected, 1);
    assertTrue(planted > 5, () -> "a bias of 5 % is only " + planted + " standard errors");
    for (double factor : new double[] {0.5, 2, machine.temperature()}) {
      double wrong = right.deviates(expected, factor);
      assertTrue(factor == 1 || wrong > 5, () -> factor + " is only " + wrong);
    }
  }

  /** The mean of vectors, and the root of its covariance's trace. */
  private static final class Means {
    private final double[] mean;
    private double squares;
    private int count;

    Means(int length) {
      this.mean = new double[length];
    }

    void add(double... vector) {
      count++;
      for (int k = 0; k < mean.length; k++) {
        double before = vector[k] - mean[k];
        mean[k] += before / count;
        squares += before * (vector[k] - mean[k]);
      }
    }

    double error() {
      return Math.sqrt(squares / (count - 1.0) / count);
    }

    double deviates(double[] expected, double factor) {
      double square = 0;
      for (int k = 0; k < mean.length; k++) {
        square += Math.pow(mean[k] - factor * expected[k], 2);
      }
      return Math.sqrt(square) / error();
    }
  }

  /** Updates from particles that are drawn anew for each seed. */
  private static final class Updates {
    private final Small small;
    private final AllStates all;
    private final BinaryRows rows;
    private BoltzmannObjective objective;
    private Sums positive;
    private Sums negative;

    Updates(Small small, AllStates all) {
      this.small = small;
      this.all = all;
      this.rows = Targets.rows(small.machine(), 5);
    }

    void sum(long seed) {
      BoltzmannLearning learning =
          new BoltzmannLearning(
              PARTICLES, 1, CLAMPED_SWEEPS, new Schedule(1, Schedule.Decay.NONE, 1), 0, 0, 0, seed);
      BatchSchedule schedule = new BatchSchedule(rows.rows(), rows.rows(), 1);
      objective = new BoltzmannObjective(small.machine(), rows, schedule, learning);
      Snapshot snapshot = new Snapshot(new Version(0, 0), small.parameters());
      BatchPhase clamped = (BatchPhase) objective.phases().get(0);
      positive = clamped.newSums();
      clamped.contribute(snapshot, 0, 0, rows.rows(), positive);
      PersistentPhase chains = (PersistentPhase) objective.phases().get(1);
      negative = chains.newSums();
      tile(chains, seed).step(snapshot, 0, PARTICLES, negative);
    }

    private Tile tile(PersistentPhase chains, long seed) {
      Tile tile = chains.allocate(0, PARTICLES);
      ByteBuffer bytes = ByteBuffer.allocate(chains.particleBytes());
      int[] drawn = all.draw(PARTICLES, new Random(seed));
      for (int place = 0; place < PARTICLES; place++) {
        bytes.clear().putLong(0);
        Arrays.stream(all.packed(drawn[place])).forEach(bytes::putLong);
        tile.read(place, bytes.flip());
      }
      return tile;
    }

    /** With the sums of the negative phase taken for those of so many particles. */
    double[] update(int particles) {
      List<Phase> phases = objective.phases();
      Parameters next = new Parameters(objective.layout());
      objective
          .rule()
          .apply(
              0,
              small.parameters(),
              new Parameters(objective.rule().stateLayout()),
              List.of(
                  new PhaseStatistics(phases.get(0), List.of(positive), rows.rows()),
                  new PhaseStatistics(phases.get(1), List.of(negative), particles)),
              next);
      BoltzmannMachine machine = small.machine();
      int edges = machine.graph().edges();
      double[] update = new double[edges + machine.graph().units()];
      for (int k = 0; k < update.length; k++) {
        int at =
            k < edges ? machine.couplings().offset() + k : machine.biases().offset() + k - edges;
        update[k] = (double) next.values()[at] - small.parameters().values()[at];
      }
      return update;
    }
  }
}
