package dev.reverie.checkpoint;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
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
 * @param parameters learned and published blocks by name, row after row; of frozen parameters by
 *     {@code PLACE.BLOCK}
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

  /**
   * Copies of all blocks that are worth keeping, in their order, then those of frozen parameters.
   */
  public static Map<String, float[]> blocks(Parameters parameters) {
    Map<String, float[]> blocks = new LinkedHashMap<>();
    add("", parameters, blocks);
    return blocks;
  }

  private static void add(String prefix, Parameters parameters, Map<String, float[]> blocks) {
    for (Block block : parameters.layout().blocks()) {
      if (block.role() != Role.DERIVED) {
        blocks.put(prefix + block.name(), parameters.rows(block));
      }
    }
    List<Layout.Frozen> frozen = parameters.layout().frozen();
    for (int place = 0; place < frozen.size(); place++) {
      if (parameters.frozen(place) != null) {
        add(prefix(prefix, frozen.get(place)), parameters.frozen(place), blocks);
      }
    }
  }

  private static String prefix(String prefix, Layout.Frozen place) {
    return prefix + place.name() + ".";
  }

  /**
   * Sets all blocks but the derived ones, and the frozen parameters that were there; throws when a
   * block is missing or has another size.
   */
  public static void restore(Map<String, float[]> blocks, Parameters parameters) {
    restore("", blocks, parameters);
  }

  private static void restore(String prefix, Map<String, float[]> blocks, Parameters parameters) {
    for (Block block : parameters.layout().blocks()) {
      if (block.role() == Role.DERIVED) {
        continue;
      }
      float[] rows = blocks.get(prefix + block.name());
      if (rows == null) {
        throw new IllegalArgumentException(
            "blocks=" + blocks.keySet() + ", must contain " + prefix + block.name());
      }
      parameters.setRows(block, rows);
    }
    List<Layout.Frozen> frozen = parameters.layout().frozen();
    for (int place = 0; place < frozen.size(); place++) {
      String inner = prefix(prefix, frozen.get(place));
      boolean there = blocks.keySet().stream().anyMatch(name -> name.startsWith(inner));
      Parameters restored = there ? new Parameters(frozen.get(place).layout()) : null;
      if (there) {
        restore(inner, blocks, restored);
      }
      parameters.setFrozen(place, restored);
    }
  }
}
