package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.parameter.Parameters;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the other tests take for the truth agrees with itself, and with a case done by hand. */
final class EnumeratedTest {
  private static final Rbm RBM = new Rbm(5, 3);
  private static final Enumerated MODEL =
      new Enumerated(RBM, Models.random(RBM, 1, 1, new Random(1)));

  @Test
  void shouldSumOneUnitOfEachKindAsByHand() {
    Rbm rbm = new Rbm(1, 1);
    Parameters parameters = new Parameters(rbm.layout());
    parameters.set(rbm.weights(), 0, 0, 3f);
    parameters.set(rbm.visibleBias(), 0, 0, -1f);
    parameters.set(rbm.hiddenBias(), 0, 0, 2f);
    Enumerated model = new Enumerated(rbm, parameters);
    double z = 1 + Math.exp(-1) + Math.exp(2) + Math.exp(4);
    assertEquals(Math.log(z), model.logZ(), 1e-14);
    double[] byHand = {1 / z, Math.exp(2) / z, Math.exp(-1) / z, Math.exp(4) / z};
    assertArrayEquals(byHand, model.joint(1), 1e-15);
    double[] visible = model.visibleMarginal(model.joint(1));
    double both = Math.exp(4) / z;
    double[] means = {both, both + Math.exp(-1) / z, both + Math.exp(2) / z};
    assertArrayEquals(means, new ExactGibbs(model, 1).statistics(visible), 1e-15);
  }

  @Test
  void shouldLeaveTheModelsDistributionInvariant() {
    for (double beta : new double[] {1, 0.5}) {
      double[] joint = MODEL.joint(beta);
      ExactGibbs gibbs = new ExactGibbs(MODEL, beta);
      double[] moved = gibbs.visibleAfter(3, MODEL.hiddenMarginal(joint));
      assertArrayEquals(MODEL.visibleMarginal(joint), moved, 1e-14);
      assertArrayEquals(joint, gibbs.joint(moved), 1e-14);
    }
  }

  @Test
  void shouldGiveMarginalsFromFreeEnergies() {
    double[] visible = MODEL.visibleMarginal(MODEL.joint(1));
    for (int v = 0; v < visible.length; v++) {
      assertEquals(Math.exp(-MODEL.freeEnergy(new long[] {v}) - MODEL.logZ()), visible[v], 1e-14);
    }
  }
}
