package dev.reverie.coupling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphTest {
  @Test
  void shouldNumberEdgesByTheirUnitsWhateverOrderTheyCameIn() {
    Graph graph = Graph.of(4, new int[] {3, 1, 2, 0}, new int[] {1, 0, 3, 2});
    int[] lower = IntStream.range(0, 4).map(graph::lower).toArray();
    int[] upper = IntStream.range(0, 4).map(graph::upper).toArray();
    assertArrayEquals(new int[] {0, 0, 1, 2}, lower);
    assertArrayEquals(new int[] {1, 2, 3, 3}, upper);
    assertEquals(graph, Graph.of(4, new int[] {0, 2, 1, 3}, new int[] {1, 0, 3, 2}));
    assertNotEquals(graph, Graph.of(5, new int[] {0, 2, 1, 3}, new int[] {1, 0, 3, 2}));
  }

  @Test
  void shouldListEachEdgeInTheAscendingRowsOfItsTwoUnits() {
    Graph graph = RandomGraphs.of(60, 0.2, 4);
    int[] seen = new int[graph.edges()];
    for (int unit = 0; unit < graph.units(); unit++) {
      for (int place = graph.start(unit); place < graph.start(unit + 1); place++) {
        int edge = graph.edge(place);
        int neighbour = graph.neighbour(place);
        assertEquals(Math.min(unit, neighbour), graph.lower(edge));
        assertEquals(Math.max(unit, neighbour), graph.upper(edge));
        assertEquals(edge, graph.edgeBetween(unit, neighbour));
        assertTrue(place == graph.start(unit) || graph.neighbour(place - 1) < neighbour);
        seen[edge]++;
      }
    }
    assertTrue(IntStream.of(seen).allMatch(times -> times == 2));
    assertEquals(2 * graph.edges(), IntStream.range(0, 60).map(graph::degree).sum());
  }

  @Test
  void shouldTellThatUnitsAreNotCoupled() {
    Graph graph = Graph.of(4, new int[] {0}, new int[] {2});
    assertEquals(-1, graph.edgeBetween(0, 1));
    assertEquals(-1, graph.edgeBetween(3, 0));
    assertEquals(0, graph.degree(3));
  }

  @Test
  void shouldCoupleEveryPairOfACompleteGraph() {
    Graph graph = Graph.complete(7);
    assertEquals(21, graph.edges());
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 7; j++) {
        assertEquals(i != j, graph.edgeBetween(i, j) >= 0);
      }
    }
  }

  @Test
  void shouldGiveEveryUnitOfATorusFourNeighbours() {
    Graph torus = Graph.torus(3, 5);
    assertTrue(IntStream.range(0, 15).allMatch(unit -> torus.degree(unit) == 4));
    assertTrue(torus.edgeBetween(0, 4) >= 0 && torus.edgeBetween(0, 10) >= 0);
  }

  @Test
  void shouldRefuseLoopsRepeatedEdgesAndUnitsThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> graph(1, 1));
    assertThrows(IllegalArgumentException.class, () -> graph(0, 3));
    assertThrows(IllegalArgumentException.class, () -> graph(-1, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> Graph.of(3, new int[] {0, 1, 1}, new int[] {1, 2, 0}));
    assertThrows(
        IllegalArgumentException.class, () -> Graph.of(3, new int[] {0, 1}, new int[] {1}));
    assertThrows(IllegalArgumentException.class, () -> Graph.complete(0));
    assertThrows(IllegalArgumentException.class, () -> Graph.complete(100_000));
    assertThrows(IllegalArgumentException.class, () -> Graph.torus(2, 4));
  }

  private static Graph graph(int i, int j) {
    return Graph.of(3, new int[] {i}, new int[] {j});
  }
}
