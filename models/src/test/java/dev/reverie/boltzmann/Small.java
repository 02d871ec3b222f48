package dev.reverie.boltzmann;

import dev.reverie.coupling.Graph;
import dev.reverie.coupling.RandomGraphs;
import dev.reverie.parameter.Parameters;
import dev.reverie.unit.UnitKind;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A machine whose states can all be looked at, with couplings that matter. */
record Small(String name, BoltzmannMachine machine, Parameters parameters) {
  @Override
  public String toString() {
    return name;
  }

  /** Every kind of connectivity, units of both kinds, and temperatures other than 1. */
  static List<Small> all() {
    return List.of(
        complete("visible spins", new Roles(6, 0, 0), UnitKind.SPIN, 1),
        complete("visible bits, hot", new Roles(6, 0, 0), UnitKind.BINARY, 2),
        sparse("sparse spins, cold", new Roles(7, 0, 0), UnitKind.SPIN, 0.5),
        complete("bits with hidden ones", new Roles(4, 0, 3), UnitKind.BINARY, 1),
        complete("spins with hidden ones, hot", new Roles(4, 0, 3), UnitKind.SPIN, 1.5),
        bipartite("two layers of bits", new Roles(4, 0, 3), UnitKind.BINARY, 1),
        bipartite("two layers of spins", new Roles(4, 0, 3), UnitKind.SPIN, 1),
        sparse("sparse bits with labels", new Roles(3, 3, 3), UnitKind.BINARY, 1),
        sparse("sparse spins with labels", new Roles(3, 3, 3), UnitKind.SPIN, 1.5));
  }

  static Stream<Small> stream() {
    return all().stream();
  }

  static Small complete(String name, Roles roles, UnitKind kind, double temperature) {
    return of(name, roles.complete(1000), roles, kind, temperature);
  }

  static Small sparse(String name, Roles roles, UnitKind kind, double temperature) {
    return of(
        name, without(RandomGraphs.of(roles.units(), 0.5, 3), roles), roles, kind, temperature);
  }

  static Small bipartite(String name, Roles roles, UnitKind kind, double temperature) {
    Graph all = roles.complete(1000);
    int[] kept =
        IntStream.range(0, all.edges())
            .filter(e -> roles.isHidden(all.upper(e)) && !roles.isHidden(all.lower(e)))
            .toArray();
    return of(name, part(all, kept), roles, kind, temperature);
  }

  /** No edges between labels. */
  private static Graph without(Graph graph, Roles roles) {
    return part(
        graph,
        IntStream.range(0, graph.edges())
            .filter(e -> !roles.isLabel(graph.lower(e)) || !roles.isLabel(graph.upper(e)))
            .toArray());
  }

  private static Graph part(Graph graph, int... edges) {
    return Graph.of(
        graph.units(),
        IntStream.of(edges).map(graph::lower).toArray(),
        IntStream.of(edges).map(graph::upper).toArray());
  }

  private static Small of(
      String name, Graph graph, Roles roles, UnitKind kind, double temperature) {
    BoltzmannMachine machine = new BoltzmannMachine(graph, roles, kind, temperature);
    return new Small(name, machine, random(machine, 0.5, 0.4, 7));
  }

  static Parameters random(BoltzmannMachine machine, double couplings, double biases, long seed) {
    Random random = new Random(seed);
    Parameters parameters = new Parameters(machine.layout());
    double scale =
        couplings * machine.temperature() * (machine.kind() == UnitKind.SPIN ? 0.6 : 1.5);
    for (int edge = 0; edge < machine.graph().edges(); edge++) {
      parameters.set(machine.couplings(), 0, edge, (float) (scale * random.nextGaussian()));
    }
    for (int unit = 0; unit < machine.graph().units(); unit++) {
      double bias = biases * machine.temperature() * random.nextGaussian();
      parameters.set(machine.biases(), 0, unit, (float) bias);
    }
    machine.derive(parameters);
    return parameters;
  }

  AllStates states() {
    return new AllStates(machine, parameters);
  }
}
