package dev.reverie.service.node;

import dev.reverie.input.InputException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a node is started with, beside the training.
 *
 * @param profile name of one that comes with the program, or a file
 * @param name unique among the nodes; made of host and port when it is not given
 * @param host, port as the others reach it; the profile's when they are not given
 * @param dataPort for data; 0 for any
 * @param cores that the node computes with; all when they are not given
 * @param conducts whether it may have the aggregator
 * @param seeds HOST:PORT of nodes to join by; the profile's when there are none
 * @param supervised the training stops when the node's input ends, and progress is shown elsewhere
 */
public record NodeOptions(
    String profile,
    Optional<String> name,
    Optional<String> host,
    Optional<Integer> port,
    int dataPort,
    Optional<Integer> cores,
    boolean conducts,
    List<String> seeds,
    boolean supervised) {
  private static final int MOST_PORT = 65535;
  private static final int MOST_CORES = 1024;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]+");
  private static final Pattern SEED = Pattern.compile("[A-Za-z0-9._\\[\\]:-]+:[0-9]{1,5}");

  public NodeOptions {
    seeds = List.copyOf(seeds);
    name.ifPresent(given -> require("name", given, NAME, "letters, digits, dots and dashes"));
    host.ifPresent(given -> require("host", given, HOST, "a name or address"));
    seeds.forEach(NodeOptions::requireSeed);
    port.ifPresent(given -> require("port", given, 0, MOST_PORT));
    require("data-port", dataPort, 0, MOST_PORT);
    cores.ifPresent(given -> require("cores", given, 1, MOST_CORES));
  }

  private static void require(String option, String given, Pattern like, String right) {
    if (!like.matcher(given).matches()) {
      throw new InputException(option + "='" + given + "', must be " + right);
    }
  }

  private static void requireSeed(String given) {
    require("seed-node", given, SEED, "HOST:PORT");
    int port = Integer.parseInt(given.substring(given.lastIndexOf(':') + 1));
    require("port of seed-node " + given, port, 1, MOST_PORT);
  }

  private static void require(String option, int given, int least, int most) {
    if (given < least || given > most) {
      throw new InputException(option + "=" + given + ", must be from " + least + " to " + most);
    }
  }

  /** Cores that it computes with. */
  public int threads() {
    return cores.orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }
}
