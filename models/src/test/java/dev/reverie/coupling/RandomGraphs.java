package dev.reverie.coupling;

import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.stream.IntStream;

/** Graphs and couplings to test with. */
public final class RandomGraphs {
  private RandomGraphs() {}

  /** Each pair is coupled with a probability. */
  public static Graph of(int units, double density, long seed) {
    RandomStream random = new RandomStream(seed, Purpose.GENERATED_DATA);
    Graph all = Graph.complete(units);
    int[] edges =
        IntStream.range(0, all.edges())
            .filter(edge -> random.uniform(0, 0, edge) < density)
            .toArray();
    return Graph.of(
        units,
        IntStream.of(edges).map(all::upper).toArray(),
        IntStream.of(edges).map(all::lower).toArray());
  }

  /** Normal couplings of the given deviation, and normal biases. */
  public static Couplings gaussian(Graph graph, double deviation, double biases, long seed) {
    RandomStream random = new RandomStream(seed, Purpose.GENERATED_DATA);
    return new Couplings(
        graph,
        IntStream.range(0, graph.edges())
            .mapToDouble(edge -> deviation * random.gaussian(1, 0, edge))
            .toArray(),
        IntStream.range(0, graph.units())
            .mapToDouble(unit -> biases * random.gaussian(2, 0, unit))
            .toArray());
  }
}
