package dev.reverie.cluster;

import dev.reverie.protocol.WorkerId;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Which node has which worker: the one with the highest score, which depends on this node and this
 * worker only. So a node that comes takes over what it wins and nothing else moves, and what a node
 * leaves behind is spread over the others. Weighted: Schindelhauer and Schomaker (2005).
 */
final class Rendezvous {
  private static final double ULP = 0x1p-53;

  private Rendezvous() {}

  /**
   * The score of a node for a worker, above 0.
   *
   * @param node unique name of the node
   * @param weight share of the workers that it should get, relative to other nodes, above 0
   */
  static double score(String node, double weight, WorkerId worker) {
    CRC32C crc = new CRC32C();
    crc.update(node.getBytes(StandardCharsets.UTF_8));
    long key = ((long) worker.phase() << 32) ^ worker.index();
    double uniform = ((mix(mix(crc.getValue()) ^ mix(~key)) >>> 11) + 0.5) * ULP;
    return -weight / StrictMath.log(uniform);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every bit depends on every bit. */
  private static long mix(long bits) {
    long mixed = bits + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
