package dev.reverie.metropolis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.energy.Energy;
import dev.reverie.energy.LinearEnergy;
import dev.reverie.input.InputException;
import dev.reverie.parameter.DivergedException;
import dev.reverie.phase.Tile;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WallTest {
  private static final int PARTICLES = 2000;

  /** The half of a normal distribution before the wall has the mean sqrt(2 / pi). */
  @Test
  void shouldStayBeforeAHardWall() {
    SerialLoop loop =
        loop(x -> x[0] < 0 ? Double.POSITIVE_INFINITY : x[0] * x[0] / 2, Start.standard(1));
    for (int update = 0; update < 5; update++) {
      loop.update();
    }
    double[] states = new double[PARTICLES];
    Tile tile = loop.tiles().get(0);
    for (int place = 0; place < PARTICLES; place++) {
      states[place] = tile.observe(place);
      assertTrue(states[place] >= 0);
    }
    Estimate.of(states).assertNear(Math.sqrt(2 / Math.PI), 0.015, "mean");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
  void shouldStopAtAnEnergyThatIsNone(double beyond) {
    SerialLoop loop = loop(x -> Math.abs(x[0]) > 2 ? beyond : 0, new Start(new double[1], 0.1));
    DivergedException thrown = assertThrows(DivergedException.class, loop::update);
    assertEquals("negative", thrown.phase());
    assertTrue(thrown.getMessage().contains("=" + beyond), thrown.getMessage());
  }

  @Test
  void shouldStopWhenAParticleIsBehindAWall() {
    SerialLoop loop =
        loop(x -> x[0] < 0 ? Double.POSITIVE_INFINITY : x[0] * x[0] / 2, Start.standard(1));
    loop.tiles().get(0).read(7, ByteBuffer.allocate(16).putLong(0).putDouble(-1).flip());
    DivergedException thrown = assertThrows(DivergedException.class, loop::update);
    assertTrue(thrown.getMessage().contains("particle 7=Infinity"), thrown.getMessage());
  }

  @Test
  void shouldStopAtAStartWhoseEnergyIsNaN() {
    assertThrows(DivergedException.class, () -> loop(x -> Double.NaN, Start.standard(1)));
  }

  @Test
  void shouldRefuseToStartWhereAllIsWall() {
    Start farAway = new Start(new double[] {50}, 1);
    InputException thrown =
        assertThrows(
            InputException.class,
            () -> loop(x -> x[0] > 9 ? Double.POSITIVE_INFINITY : 0, farAway));
    assertTrue(thrown.getMessage().contains("particle 0"), thrown.getMessage());
  }

  @Test
  void shouldReportAStatisticThatIsNaNFromItsPhase() {
    Energy energy =
        new Energy() {
          @Override
          public int dimensions() {
            return 1;
          }

          @Override
          public List<String> parameterNames() {
            return List.of("root");
          }

          @Override
          public double at(double[] x, double[] theta) {
            return x[0] * x[0] / 2;
          }

          @Override
          public void gradient(double[] x, double[] theta, double[] gradient) {
            gradient[0] = Math.sqrt(x[0]);
          }
        };
    SerialLoop loop = new SerialLoop(MetropolisObjective.of(energy).build(), 1);
    DivergedException thrown = assertThrows(DivergedException.class, loop::update);
    assertEquals("negative", thrown.phase());
    assertTrue(thrown.getMessage().contains("root=NaN"), thrown.getMessage());
  }

  private static SerialLoop loop(ToDoubleFunction<double[]> energy, Start start) {
    return new SerialLoop(
        MetropolisObjective.of(LinearEnergy.on(1).base(energy).build())
            .particles(PARTICLES, 10)
            .stepSize(1.5)
            .start(start)
            .build(),
        1);
  }
}
