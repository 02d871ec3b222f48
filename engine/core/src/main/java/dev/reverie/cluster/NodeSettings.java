package dev.reverie.cluster;

import dev.reverie.transport.Security;

/**
 * What makes a node one.
 *
 * @param name for people, unique in the cluster
 * @param cores that the node computes with: its weight when workers are placed
 * @param conducts whether the node may have the aggregator; it must see the checkpoints that others
 *     who may have it see
 * @param dataHost address that other nodes reach this one at for data
 * @param dataPort of that address; 0 for any
 * @param security of connections for data
 */
public record NodeSettings(
    String name, int cores, boolean conducts, String dataHost, int dataPort, Security security) {
  /** Role of the nodes that may have the aggregator. */
  public static final String CONDUCTS = "aggregator";

  public NodeSettings {
    if (cores < 1) {
      throw new IllegalArgumentException("cores=" + cores + ", must be at least 1");
    }
  }
}
