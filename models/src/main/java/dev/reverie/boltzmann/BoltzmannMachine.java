package dev.reverie.boltzmann;

import dev.reverie.coupling.Graph;
import dev.reverie.input.InputException;
import dev.reverie.numeric.VectorOps;
import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Storage;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;

/**
 * The structure of a Boltzmann machine (Ackley, Hinton and Sejnowski 1985) on any graph:
 *
 * <pre>
 *  E(s) = - sum over edges of J_ij s_i s_j - sum_i b_i s_i        p(s) = exp(-E(s) / T) / Z
 * </pre>
 *
 * with units of 0 and 1, or of -1 and +1. Of the labels exactly one is on. Given all others, with
 * the field f_i = b_i + sum_j J_ij s_j, a unit is on with probability logistic(f_i / T), or
 * logistic(2 f_i / T) where off is -1, and label c proportionally to exp(f_c / T) or exp(2 f_c /
 * T). Without hidden units this is the visible Boltzmann machine, of -1 and +1 the stochastic
 * Hopfield network.
 *
 * <p>Tensors: {@code couplings} [edges], in the order of the graph, and {@code biases} [units]; in
 * a checkpoint also a digest of the graph. In memory the couplings also lie in rows of neighbours.
 */
public final class BoltzmannMachine {
  private static final int DIGEST_NUMBERS = 8;

  private final Graph graph;
  private final Roles roles;
  private final UnitKind kind;
  private final float temperature;
  private final Wiring wiring;
  private final Layout layout;
  private final float[] digest;

  /**
   * @param kind binary or spin
   * @param temperature T, positive
   */
  public BoltzmannMachine(Graph graph, Roles roles, UnitKind kind, double temperature) {
    requireFit(graph, roles);
    if (kind != UnitKind.BINARY && kind != UnitKind.SPIN) {
      throw new InputException("units=" + kind.key() + ", must be binary or spin");
    }
    if (!(temperature >= 1e-3 && temperature <= 1e3)) {
      throw new InputException("temperature=" + temperature + ", must lie in [0.001, 1000]");
    }
    this.graph = graph;
    this.roles = roles;
    this.kind = kind;
    this.temperature = (float) temperature;
    this.wiring = new Wiring(graph, roles);
    this.digest = digest(graph);
    this.layout =
        Layout.builder()
            .add("couplings", Role.LEARNED, Storage.ROWS, 1, graph.edges())
            .add("biases", Role.LEARNED, Storage.ROWS, 1, graph.units())
            .add("graph_digest", Role.PUBLISHED, Storage.ROWS, 1, DIGEST_NUMBERS)
            .add("neighbour_couplings", Role.DERIVED, Storage.ROWS, 1, 2 * graph.edges())
            .build();
  }

  private static void requireFit(Graph graph, Roles roles) {
    if (graph.units() != roles.units()) {
      throw new InputException(
          "graph of "
              + graph.units()
              + " units, must be of the "
              + roles.units()
              + " that are visible, labels and hidden");
    }
    if (graph.edges() == 0) {
      throw new InputException("graph of 0 edges, must have at least 1");
    }
    for (int edge = 0; edge < graph.edges(); edge++) {
      if (roles.isLabel(graph.lower(edge)) && roles.isLabel(graph.upper(edge))) {
        throw new InputException(
            "graph couples the labels "
                + graph.lower(edge)
                + " and "
                + graph.upper(edge)
                + ", must not: only one label is on");
      }
    }
  }

  public Graph graph() {
    return graph;
  }

  public Roles roles() {
    return roles;
  }

  public UnitKind kind() {
    return kind;
  }

  public float temperature() {
    return temperature;
  }

  public Layout layout() {
    return layout;
  }

  /** 1 by edges. */
  public Block couplings() {
    return layout.block("couplings");
  }

  /** 1 by units. */
  public Block biases() {
    return layout.block("biases");
  }

  Block neighbourCouplings() {
    return layout.block("neighbour_couplings");
  }

  Wiring wiring() {
    return wiring;
  }

  /** Hidden units that are coupled with other hidden units, so that no sum over them is easy. */
  public int coupledHidden() {
    return wiring.coupledHidden();
  }

  /** The value of a unit that is off; one that is on is 1. */
  int off() {
    return kind.shift();
  }

  /** What a field is multiplied by before the logistic function. */
  float fieldScale() {
    return kind.scale() / temperature;
  }

  /** Writes what tells this graph from others. */
  void setDigest(Parameters parameters) {
    for (int k = 0; k < digest.length; k++) {
      parameters.set(layout.block("graph_digest"), 0, k, digest[k]);
    }
  }

  private static float[] digest(Graph graph) {
    long[] hashes = new long[DIGEST_NUMBERS];
    for (int edge = 0; edge < graph.edges(); edge++) {
      for (int k = 0; k < hashes.length; k++) {
        long pair = (long) graph.lower(edge) << Integer.SIZE | graph.upper(edge);
        hashes[k] = (hashes[k] ^ pair + k) * 0x9E3779B97F4A7C15L;
        hashes[k] ^= hashes[k] >>> 29;
      }
    }
    float[] digest = new float[DIGEST_NUMBERS];
    for (int k = 0; k < digest.length; k++) {
      digest[k] = hashes[k] >>> 51;
    }
    return digest;
  }

  /**
   * Refuses parameters of another graph, and computes the derived block.
   *
   * @throws InputException when they are
   */
  public void deriveOfThisGraph(Parameters parameters) {
    if (!Arrays.equals(digest, parameters.rows(layout.block("graph_digest")))) {
      throw new InputException(
          "graph of "
              + graph
              + " is not the one that the checkpoint's couplings belong to, must be that");
    }
    derive(parameters);
  }

  /** Computes the derived block. */
  public void derive(Parameters parameters) {
    deriveEdges(parameters, couplings(), neighbourCouplings(), 0, graph.edges());
  }

  /** That of edges {@code from} to {@code to - 1}. */
  void deriveEdges(Parameters parameters, Block couplings, Block rows, int from, int to) {
    float[] values = parameters.values();
    for (int edge = from; edge < to; edge++) {
      float coupling = values[couplings.offset() + edge];
      values[rows.offset() + wiring.firstPosition(edge)] = coupling;
      values[rows.offset() + wiring.secondPosition(edge)] = coupling;
    }
  }

  /** Words of one state. */
  int words() {
    return wiring.panels();
  }

  /** The number of thresholds that are one. */
  static int one() {
    return 1 << VectorOps.THRESHOLD_BITS;
  }
}
