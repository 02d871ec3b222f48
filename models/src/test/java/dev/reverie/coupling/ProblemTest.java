package dev.reverie.coupling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values are held against sums over a dense matrix, for all states of a few units. */
class ProblemTest {
  private static final int UNITS = 9;
  private static final Graph GRAPH = RandomGraphs.of(UNITS, 0.6, 5);

  /** Whole numbers, so that every sum is exact. */
  private static double[] whole(int length, int item) {
    RandomStream random = new RandomStream(11, Purpose.GENERATED_DATA);
    return IntStream.range(0, length).mapToDouble(k -> random.below(41, item, 0, k) - 20).toArray();
  }

  private static void forAllStates(ToDoubleFunction<byte[]> expected, Problem problem) {
    for (int code = 0; code < 1 << UNITS; code++) {
      byte[] spins = new byte[UNITS];
      for (int unit = 0; unit < UNITS; unit++) {
        spins[unit] = (byte) ((code >>> unit & 1) * 2 - 1);
      }
      double value = expected.applyAsDouble(spins);
      assertEquals(value, problem.value(spins));
      assertEquals(value, problem.valueOf(problem.couplings().energy(spins)));
    }
  }

  @Test
  void shouldTellAQuadraticFunctionOfBitsExactly() {
    double[] quadratic = whole(GRAPH.edges(), 0);
    double[] linear = whole(UNITS, 1);
    QuboProblem problem = new QuboProblem(GRAPH, quadratic, linear);
    forAllStates(
        spins -> {
          double sum = 0;
          for (int i = 0; i < UNITS; i++) {
            int x = problem.symbol(spins[i]);
            sum += linear[i] * x;
            for (int j = i + 1; j < UNITS; j++) {
              int edge = GRAPH.edgeBetween(i, j);
              sum += edge < 0 ? 0 : quadratic[edge] * x * problem.symbol(spins[j]);
            }
          }
          return sum;
        },
        problem);
    byte[] none = new byte[UNITS];
    Arrays.fill(none, (byte) -1);
    assertEquals(0, problem.value(none));
  }

  @Test
  void shouldTellACutExactly() {
    double[] weights = whole(GRAPH.edges(), 2);
    forAllStates(
        spins -> {
          double cut = 0;
          for (int i = 0; i < UNITS; i++) {
            for (int j = i + 1; j < UNITS; j++) {
              int edge = GRAPH.edgeBetween(i, j);
              cut += edge >= 0 && spins[i] != spins[j] ? weights[edge] : 0;
            }
          }
          return cut;
        },
        new MaxCutProblem(GRAPH, weights));
  }

  @Test
  void shouldTellAnEnergyExactly() {
    double[] couplings = whole(GRAPH.edges(), 3);
    double[] biases = whole(UNITS, 4);
    forAllStates(
        spins -> {
          double energy = 0;
          for (int i = 0; i < UNITS; i++) {
            energy -= biases[i] * spins[i];
            for (int j = i + 1; j < UNITS; j++) {
              int edge = GRAPH.edgeBetween(i, j);
              energy -= edge < 0 ? 0 : couplings[edge] * spins[i] * spins[j];
            }
          }
          return energy;
        },
        new IsingProblem(new Couplings(GRAPH, couplings, biases)));
  }
}
