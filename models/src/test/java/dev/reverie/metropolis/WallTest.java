package dev.reverie.metropolis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.energy.Alphabet;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WallTest {
  private static final int PARTICLES = 2000;
  private static final ToDoubleFunction<double[]> HALF_NORMAL =
      x -> x[0] < 0 ? Double.POSITIVE_INFINITY : x[0] * x[0] / 2;

  /** The half of a normal distribution before the wall has the mean sqrt(2 / pi). */
  @ParameterizedTest
  @EnumSource(Transition.class)
  void shouldStayBeforeAHardWall(Transition transition) {
    SerialLoop loop = loop(HALF_NORMAL, Start.standard(1), transition);
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
  @CsvSource({
    "NaN, RANDOM_WALK", "-Infinity, RANDOM_WALK",
    "NaN, GIBBS", "-Infinity, GIBBS",
    "NaN, LANGEVIN", "-Infinity, LANGEVIN"
  })
  void shouldStopAtAnEnergyThatIsNone(double beyond, Transition transition) {
    SerialLoop loop =
        loop(x -> Math.abs(x[0]) > 2 ? beyond : 0, new Start(new double[1], 0.1), transition);
    DivergedException thrown = assertThrows(DivergedException.class, loop::update);
    assertEquals("negative", thrown.phase());
    assertTrue(thrown.getMessage().contains("=" + beyond), thrown.getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void shouldStopAtAGradientThatIsNone(double slope) {
    Energy energy =
        LinearEnergy.on(2)
            .base(x -> x[0] * x[0] + x[1] * x[1])
            .stateGradient(
                (x, theta, gradient) -> {
                  gradient[0] = 2 * x[0];
                  gradient[1] = x[1] > 0.5 ? slope : 2 * x[1];
                })
            .build();
    SerialLoop loop =
        new SerialLoop(MetropolisObjective.of(energy).transition(Transition.LANGEVIN).build(), 1);
    DivergedException thrown = assertThrows(DivergedException.class, loop::update);
    assertEquals("negative", thrown.phase());
    assertTrue(thrown.getMessage().contains("gradient by coordinate 1"), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("=" + slope), thrown.getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
  void shouldStopAtTheEnergyOfALetterThatIsNone(double wrong) {
    Energy energy =
        LinearEnergy.on(2, Alphabet.of(1, 2, 3))
            .base(x -> x[0] == 3 && x[1] == 3 ? wrong : 0)
            .build();
    Kernel kernel = Transition.GIBBS.kernel(new CheckedEnergy(energy, "negative"), 1, 1);
    assertThrows(
        DivergedException.class, () -> kernel.move(new double[] {1, 3}, new double[0], 1, 0, 0));
  }

  /** Of three letters, one is behind a wall wherever the other coordinate is. */
  @Test
  void shouldNeverDrawALetterBehindAWall() {
    Energy energy =
        LinearEnergy.on(2, Alphabet.of(1, 2, 3))
            .base(x -> x[0] == 2 ? Double.POSITIVE_INFINITY : x[0] * x[1])
            .build();
    SerialLoop loop =
        new SerialLoop(MetropolisObjective.of(energy).particles(PARTICLES, 5).build(), 1);
    loop.update();
    Tile tile = loop.tiles().get(0);
    for (int place = 0; place < PARTICLES; place++) {
      assertTrue(tile.observe(place) == 1 || tile.observe(place) == 3);
    }
  }

  @ParameterizedTest
  @EnumSource(Transition.class)
  void shouldStopWhenAParticleIsBehindAWall(Transition transition) {
    SerialLoop loop = loop(HALF_NORMAL, Start.standard(1), transition);
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
    return loop(energy, start, Transition.RANDOM_WALK);
  }

  private static SerialLoop loop(
      ToDoubleFunction<double[]> energy, Start start, Transition transition) {
    return new SerialLoop(
        MetropolisObjective.of(LinearEnergy.on(1).base(energy).build())
            .particles(PARTICLES, 10)
            .stepSize(1.5)
            .start(start)
            .transition(transition)
            .build(),
        1);
  }
}
