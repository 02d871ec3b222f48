package dev.reverie.rbm;

import dev.reverie.data.BatchSchedule;
import dev.reverie.optimise.Centring;
import dev.reverie.optimise.Penalties;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.phase.Tile;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For every pair of kinds of units: the mean of the rule's updates at fixed random parameters, with
 * particles drawn exactly from the model, is the gradient of the exact log-likelihood by finite
 * differences, within 5 standard errors of at most 1 % of its norm; centred ones are that gradient
 * transformed as published, and a sparsity penalty adds its derivative. A bias of 5 % in the
 * negative phase is caught.
 */
final class KindExpectedUpdateTest {
  static final int PARTICLES = 630;
  static final int ROWS = 5;
  static final int MOST_UPDATES = 4000;
  private static final Centring CENTRED = new Centring(Centring.Means.AVERAGE, 0.01);
  private static final Penalties SPARSE = new Penalties(0, 0, Double.POSITIVE_INFINITY, 0.2, 0.7);

  private record Trial(Layer visible, Layer hidden, Centring centring, Penalties penalties) {
    @Override
    public String toString() {
      String rule = centring.present() ? " centred" : "";
      return visible.key() + " x " + hidden.key() + rule + (penalties == SPARSE ? " sparse" : "");
    }
  }

  static Stream<Trial> trials() {
    Layer binary = Layer.binary(3);
    Layer spin = Layer.of(UnitKind.SPIN, 3);
    Layer softmax = Layer.softmax(2, 3);
    Layer label = Layer.binary(3).and(Layer.softmax(1, 3));
    Layer gaussian = Layer.of(UnitKind.GAUSSIAN, 3);
    Layer rectified = Layer.of(UnitKind.RECTIFIED, 3);
    List<Layer[]> pairs =
        List.of(
            new Layer[] {binary, binary},
            new Layer[] {spin, spin},
            new Layer[] {spin, binary},
            new Layer[] {binary, spin},
            new Layer[] {softmax, binary},
            new Layer[] {binary, softmax},
            new Layer[] {label, spin},
            new Layer[] {gaussian, binary},
            new Layer[] {gaussian, spin},
            new Layer[] {gaussian, softmax},
            new Layer[] {gaussian.and(Layer.softmax(1, 3)), binary},
            new Layer[] {rectified, binary},
            new Layer[] {rectified, spin},
            new Layer[] {binary, gaussian},
            new Layer[] {spin, rectified},
            new Layer[] {softmax, rectified},
            new Layer[] {label, gaussian});
    return pairs.stream()
        .flatMap(
            pair ->
                centrings(pair)
                    .flatMap(
                        centring ->
                            pair[1] == binary
                                ? Stream.of(
                                    new Trial(pair[0], pair[1], centring, Penalties.NONE),
                                    new Trial(pair[0], pair[1], centring, SPARSE))
                                : Stream.of(
                                    new Trial(pair[0], pair[1], centring, Penalties.NONE))));
  }

  /** Of real-valued units mostly the harder one, as each takes its time. */
  private static Stream<Centring> centrings(Layer... pair) {
    boolean discrete = pair[0].discrete() && pair[1].discrete();
    boolean plain = discrete || pair[1].key().equals(UnitKind.BINARY.key());
    return plain ? Stream.of(Centring.NONE, CENTRED) : Stream.of(CENTRED);
  }

  @ParameterizedTest
  @MethodSource("trials")
  void shouldFollowTheGradientOfTheExactLikelihood(Trial trial) {
    Random random = new Random(trial.toString().hashCode());
    RbmLearning learning = RateOne.learning().with(trial.centring()).with(trial.penalties());
    Rbm rbm = new Rbm(trial.visible(), trial.hidden(), learning.extras());
    Parameters parameters = parameters(rbm, random);
    ExactMachine exact = new ExactMachine(rbm, parameters);
    double[][] rows = new double[ROWS][];
    for (int n = 0; n < ROWS; n++) {
      rows[n] = row(exact, random);
    }
    PhaseStatistics positive = positive(rbm, rows, parameters);
    double[] expected = exact.gradient(rows);
    centre(rbm, parameters, expected);
    if (trial.penalties() == SPARSE) {
      addPenalty(rbm, exact, rows, parameters, expected);
    }
    assertMean(rbm, learning, parameters, exact, positive, expected, random);
  }

  /** Any state of discrete units, else one that is far from those of the model. */
  static double[] row(ExactMachine exact, Random random) {
    if (exact.rbm.visibleLayer().discrete()) {
      return exact.visibleStates()[random.nextInt(exact.visibleStates().length)];
    }
    double[] drawn = exact.draw(random).v();
    for (int i = 0; i < drawn.length; i++) {
      boolean discrete = exact.rbm.visibleLayer().kindOf(i).discrete();
      drawn[i] = discrete ? drawn[i] : (float) (1.3 * drawn[i]);
    }
    return drawn;
  }

  private static Parameters parameters(Rbm rbm, Random random) {
    Parameters parameters = Models.random(rbm, 0.6, 0.5, random);
    if (rbm.extras().offsets()) {
      for (Block block : List.of(rbm.visibleOffset(), rbm.hiddenOffset())) {
        for (int k = 0; k < block.columns(); k++) {
          parameters.set(block, 0, k, (float) random.nextGaussian());
        }
      }
    }
    return parameters;
  }

  static PhaseStatistics positive(Rbm rbm, double[][] rows, Parameters parameters) {
    BatchSchedule all = new BatchSchedule(ROWS, ROWS, 1);
    BatchPhase phase = Clamped.phase(rbm, all, rows);
    Sums sums = phase.newSums();
    phase.contribute(Models.snapshot(parameters), 0, 0, ROWS, sums);
    return new PhaseStatistics(phase, List.of(sums), ROWS);
  }

  /** From the gradient of the energy's own parameters to the centred one. */
  private static void centre(Rbm rbm, Parameters parameters, double[] gradient) {
    if (!rbm.extras().offsets()) {
      return;
    }
    double[] plain = gradient.clone();
    double[] mu = new double[rbm.visible()];
    double[] lambda = new double[rbm.hidden()];
    Arrays.setAll(mu, i -> parameters.at(rbm.visibleOffset(), 0, i) / variance(rbm, parameters, i));
    Arrays.setAll(lambda, j -> parameters.at(rbm.hiddenOffset(), 0, j));
    CentredGradient.of(mu, lambda, gradient);
    if (rbm.hasVariances()) {
      centreVariances(rbm, parameters, plain, gradient);
    }
  }

  /** Of the centred energy, in which variances scale {@code v_i - mu_i}. */
  private static void centreVariances(
      Rbm rbm, Parameters parameters, double[] plain, double[] gradient) {
    int hidden = rbm.hidden();
    int b = rbm.visible() * hidden + rbm.visible();
    for (int i = 0; i < rbm.visible(); i++) {
      if (rbm.visibleLayer().kindOf(i) != UnitKind.GAUSSIAN) {
        continue;
      }
      double mean = parameters.at(rbm.visibleOffset(), 0, i) / variance(rbm, parameters, i);
      int z = b + hidden + i;
      for (int j = 0; j < hidden; j++) {
        gradient[z] += mean * parameters.at(rbm.weights(), i, j) * plain[b + j];
      }
      for (int j = 0; j < hidden; j++) {
        gradient[b + j] += mean * parameters.at(rbm.weights(), i, j) * gradient[z];
      }
    }
  }

  private static double variance(Rbm rbm, Parameters parameters, int i) {
    return rbm.visibleLayer().kindOf(i) == UnitKind.GAUSSIAN
        ? Math.exp(parameters.at(rbm.visibleLogVariance(), 0, i))
        : 1;
  }

  private static void addPenalty(
      Rbm rbm, ExactMachine exact, double[][] rows, Parameters parameters, double[] gradient) {
    int hidden = rbm.hidden();
    double[] active = new double[hidden];
    double[] means = new double[rbm.visible()];
    for (double[] row : rows) {
      for (int i = 0; i < means.length; i++) {
        double offset = rbm.extras().offsets() ? parameters.at(rbm.visibleOffset(), 0, i) : 0;
        means[i] += (row[i] - offset) / rows.length / variance(rbm, parameters, i);
      }
      double[] on = exact.means(false, row);
      for (int j = 0; j < hidden; j++) {
        active[j] += on[j] / rows.length;
      }
    }
    int b = rbm.visible() * hidden + rbm.visible();
    for (int j = 0; j < hidden; j++) {
      double pull = SPARSE.sparsityRate() * (SPARSE.sparsityTarget() - active[j]);
      gradient[b + j] += pull;
      for (int i = 0; i < means.length; i++) {
        gradient[i * hidden + j] += pull * means[i];
      }
    }
  }

  private static void assertMean(
      Rbm rbm,
      RbmLearning learning,
      Parameters parameters,
      ExactMachine exact,
      PhaseStatistics positive,
      double[] expected,
      Random random) {
    MeanUpdate.requireMean(
        expected,
        MeanUpdate.ENOUGH,
        MOST_UPDATES,
        update -> {
          PhaseStatistics right = negative(rbm, parameters, exact, random, update);
          PhaseStatistics wrong =
              new PhaseStatistics(right.phase(), right.parts(), PARTICLES * 20 / 21);
          return new double[][] {
            RateOne.step(rbm, learning, parameters, List.of(positive, right)),
            RateOne.step(rbm, learning, parameters, List.of(positive, wrong))
          };
        });
  }

  static PhaseStatistics negative(
      Rbm rbm, Parameters parameters, ExactMachine exact, Random random, int update) {
    ChainsPhase phase = new ChainsPhase(rbm, PARTICLES, 1, 1f, update);
    Tile tile = phase.allocate(0, PARTICLES);
    ExactParticles.start(tile, phase.particleBytes(), exact, random);
    Sums sums = phase.newSums();
    tile.step(Models.snapshot(parameters), 0, PARTICLES, sums);
    return new PhaseStatistics(phase, List.of(sums), PARTICLES);
  }
}
