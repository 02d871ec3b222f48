package dev.reverie.coupling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColouringTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.02, 0.1, 0.5, 0.95, 1})
  void shouldNeverGiveNeighboursOneColour(double density) {
    Graph graph = RandomGraphs.of(150, density, 7);
    Colouring colouring = Colouring.of(graph);
    for (int edge = 0; edge < graph.edges(); edge++) {
      assertNotEquals(colouring.colour(graph.lower(edge)), colouring.colour(graph.upper(edge)));
    }
    int largest = IntStream.range(0, 150).map(graph::degree).max().orElseThrow();
    assertTrue(colouring.count() <= largest + 1);
    assertEquals(density == 0 ? 1 : density == 1 ? 150 : colouring.count(), colouring.count());
  }

  @Test
  void shouldListEveryUnitOnceColourByColour() {
    Graph graph = RandomGraphs.of(80, 0.1, 3);
    Colouring colouring = Colouring.of(graph);
    int[] all =
        IntStream.range(0, colouring.count())
            .flatMap(colour -> IntStream.of(colouring.units(colour)))
            .toArray();
    assertArrayEquals(IntStream.range(0, 80).map(colouring::unit).toArray(), all);
    assertArrayEquals(IntStream.range(0, 80).toArray(), IntStream.of(all).sorted().toArray());
    for (int colour = 0; colour < colouring.count(); colour++) {
      for (int place = colouring.start(colour); place < colouring.start(colour + 1); place++) {
        assertEquals(colour, colouring.colour(colouring.unit(place)));
      }
    }
  }

  /** A cycle joined with a star and a tree: greedy colouring in the units' order takes more. */
  @Test
  void shouldTakeTwoColoursWhereTwoSuffice() {
    assertEquals(2, Colouring.of(Graph.torus(6, 8)).count());
    int[] first = new int[64];
    int[] second = new int[64];
    int edges = 0;
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 9; j++) {
        if (i != j && edges < 64) {
          first[edges] = 2 * i;
          second[edges++] = 2 * j + 1;
        }
      }
    }
    assertEquals(2, Colouring.of(Graph.of(18, first, second)).count());
  }

  @Test
  void shouldTakeThreeColoursForAnOddTorus() {
    assertEquals(3, Colouring.of(Graph.torus(3, 3)).count());
    int odd = Colouring.of(Graph.torus(5, 7)).count();
    assertTrue(odd == 3 || odd == 4, () -> "colours " + odd);
  }

  @Test
  void shouldColourALargeSparseGraph() {
    Graph graph = Graph.torus(400, 500);
    assertEquals(2, Colouring.of(graph).count());
  }
}
