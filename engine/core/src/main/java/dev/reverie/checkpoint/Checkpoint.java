package dev.reverie.checkpoint;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Version;
import dev.reverie.protocol.Ticket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a run needs to go on.
 *
 * @param version of the parameters
 * @param identity settings that a run must agree with to go on from here, by name
 * @param parameters learned and published blocks by name, row after row
 * @param state the update rule's blocks by name, row after row
 * @param particles states of all particles of each persistent phase, by the phase's name
 * @param frontier all batches before this one have been consumed
 * @param consumed shares of later batches that have been consumed
 */
public record Checkpoint(
    Version version,
    Map<String, String> identity,
    Map<String, float[]> parameters,
    Map<String, float[]> state,
    Map<String, byte[]> particles,
    long frontier,
    List<Ticket> consumed) {
  public Checkpoint {
    identity = new TreeMap<>(identity);
    consumed = List.copyOf(consumed);
  }

  /** Updates made so far. */
  public long updates() {
    return version.number();
  }

  /** Copies of all blocks that are worth keeping, in their order. */
  public static Map<String, float[]> blocks(Parameters parameters) {
    Map<String, float[]> blocks = new LinkedHashMap<>();
    for (Block block : parameters.layout().blocks()) {
      if (block.role() != Role.DERIVED) {
        blocks.put(block.name(), parameters.rows(block));
      }
    }
    return blocks;
  }

  /** Sets all blocks but the derived ones; throws when one is missing or has another size. */
  public static void restore(Map<String, float[]> blocks, Parameters parameters) {
    for (Block block : parameters.layout().blocks()) {
      if (block.role() == Role.DERIVED) {
        continue;
      }
      float[] rows = blocks.get(block.name());
      if (rows == null) {
        throw new IllegalArgumentException(
            "blocks=" + blocks.keySet() + ", must contain " + block.name());
      }
      parameters.setRows(block, rows);
    }
  }
}
