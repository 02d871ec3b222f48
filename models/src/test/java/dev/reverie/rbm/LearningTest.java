package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.data.BatchSchedule;
import dev.reverie.optimise.Schedule;
import dev.reverie.parameter.Parameters;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training against the likelihood by enumeration, and against ascent along the exact gradient. */
final class LearningTest {
  private static final Rbm RBM = new Rbm(6, 4);
  private static final long[] PROTOTYPES = {0b000111, 0b111000, 0b101010, 0b000000};
  private static final double FLIP = 0.1;
  private static final int ROWS = 1010;
  private static final int BATCH = 100;
  private static final int UPDATES = 6600;
  private static final Schedule SCHEDULE = new Schedule(0.5, Schedule.Decay.LINEAR, UPDATES);

  /**
   * In nats, of the 0.9 that there are to be learned. The rate falls to 0, and its noise with it.
   */
  private static final double GAP = 0.02;

  private static PackedRows rows;
  private static double entropy;
  private static double exactAscent;

  /**
   * Prototypes with flipped bits: all 64 states may occur, and the units are anything but
   * independent.
   */
  @BeforeAll
  static void drawRows() {
    Random random = new Random(5);
    long[][] drawn = new long[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      drawn[row] = new long[] {PROTOTYPES[random.nextInt(PROTOTYPES.length)]};
      for (int i = 0; i < RBM.visible(); i++) {
        drawn[row][0] ^= random.nextDouble() < FLIP ? 1L << i : 0;
      }
    }
    rows = new PackedRows(RBM.visible(), drawn);
    for (double share : rows.distribution()) {
      entropy -= share == 0 ? 0 : share * Math.log(share);
    }
    exactAscent = exactAscent();
  }

  private static RbmObjective objective(Method method, int steps) {
    RbmLearning learning = new RbmLearning(method, steps, BATCH, SCHEDULE, 0, 0, 0.1, 3);
    return new RbmObjective(RBM, rows, new BatchSchedule(ROWS, BATCH, 3), learning);
  }

  /** Mean log-likelihood of the rows, in nats. */
  private static double likelihood(Parameters parameters) {
    Enumerated model = new Enumerated(RBM, parameters);
    double[] visible = model.visibleMarginal(model.joint(1));
    double[] shares = rows.distribution();
    double likelihood = 0;
    for (int v = 0; v < shares.length; v++) {
      likelihood += shares[v] * Math.log(visible[v]);
    }
    return likelihood;
  }

  /** As many steps of the same size along the exact gradient of all rows, from the same start. */
  private static double exactAscent() {
    Parameters parameters = new Parameters(RBM.layout());
    objective(Method.PCD, 1).initialise(parameters);
    double[] theta = Models.learned(RBM, parameters);
    for (int update = 0; update < UPDATES; update++) {
      Models.learn(RBM, parameters, theta);
      Enumerated model = new Enumerated(RBM, parameters);
      ExactGibbs gibbs = new ExactGibbs(model, 1);
      double[] positive = gibbs.statistics(rows.distribution());
      double[] negative = gibbs.statistics(model.visibleMarginal(model.joint(1)));
      for (int k = 0; k < theta.length; k++) {
        theta[k] += SCHEDULE.at(update) * (positive[k] - negative[k]);
      }
    }
    Models.learn(RBM, parameters, theta);
    return likelihood(parameters);
  }

  @Test
  void shouldComeNearExactAscentWithPersistentChainsOfOneStep() {
    SerialLoop loop = new SerialLoop(objective(Method.PCD, 1), 3, 2);
    double before = likelihood(loop.parameters());
    loop.run(UPDATES / 10);
    double early = likelihood(loop.parameters());
    loop.run(UPDATES - UPDATES / 10);
    double learned = likelihood(loop.parameters());
    assertTrue(before + 0.5 < early && early < learned, before + ", " + early + ", " + learned);
    assertNearExact(learned);
  }

  /** Burn-in needs more steps than chains that go on, or that start at the data. */
  @ParameterizedTest
  @CsvSource({"PCD, 5", "CD, 5", "ML, 20"})
  void shouldComeNearExactAscentByEveryMethod(Method method, int steps) {
    SerialLoop loop = new SerialLoop(objective(method, steps), 2, 2);
    loop.run(UPDATES);
    assertNearExact(likelihood(loop.parameters()));
  }

  private static void assertNearExact(double learned) {
    String figures = learned + ", exact ascent " + exactAscent + ", limit " + -entropy;
    assertTrue(learned > exactAscent - GAP && learned < -entropy, figures);
  }
}
