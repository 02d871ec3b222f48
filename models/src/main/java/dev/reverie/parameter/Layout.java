package dev.reverie.parameter;

import dev.reverie.input.InputException;
import dev.reverie.numeric.Panels;
import java.util.ArrayList;
import java.util.List;

/**
 * The named blocks that make up all parameters of a model, one behind the other in one array; and
 * places for {@link Frozen} parameters beside them.
 */
public final class Layout {
  private static final int LINE = 16;

  /** Numbers that an array holds on every JVM. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final List<Block> blocks;
  private final int length;
  private final int words;
  private final List<Frozen> frozen;

  /**
   * A place for parameters that are written once and then shared by every version that has them:
   * the next version takes over a reference and copies nothing. A place may be empty.
   *
   * @param name in a checkpoint that of a block is {@code NAME.BLOCK}
   * @param layout of these parameters
   */
  public record Frozen(String name, Layout layout) {}

  private Layout(List<Block> blocks, int length, int words, List<Frozen> frozen) {
    this.blocks = List.copyOf(blocks);
    this.length = length;
    this.words = words;
    this.frozen = List.copyOf(frozen);
  }

  /** A layout without blocks. */
  public static Layout empty() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  public List<Block> blocks() {
    return blocks;
  }

  /** The places for frozen parameters. */
  public List<Frozen> frozen() {
    return frozen;
  }

  /** The block of that name. */
  public Block block(String name) {
    for (Block block : blocks) {
      if (block.name().equals(name)) {
        return block;
      }
    }
    throw new IllegalArgumentException("name=" + name + ", must be one of " + names());
  }

  private List<String> names() {
    return blocks.stream().map(Block::name).toList();
  }

  /** Numbers of 4 bytes that an array of this layout holds. */
  public int length() {
    return length;
  }

  /** Words of 8 bytes that hold the packed blocks of this layout; 0 when it has none. */
  public int words() {
    return words;
  }

  /** Bytes of all numbers and words, frozen parameters apart. */
  public long bytes() {
    return (long) Float.BYTES * length + (long) Long.BYTES * words;
  }

  /**
   * Adds blocks in the order of their place; every block begins on a cache line of an aligned
   * array.
   */
  public static final class Builder {
    private final List<Block> blocks = new ArrayList<>();
    private final List<Frozen> frozen = new ArrayList<>();
    private int next = Panels.LEAD_IN;
    private int nextWord;

    private Builder() {}

    /**
     * @throws InputException when there are more numbers than an array holds
     */
    public Builder add(String name, Role role, Storage storage, int rows, int columns) {
      if (rows < 1 || columns < 1) {
        throw new IllegalArgumentException(
            name + " rows=" + rows + " columns=" + columns + ", both must be positive");
      }
      if (blocks.stream().anyMatch(block -> block.name().equals(name))) {
        throw new IllegalArgumentException("name=" + name + ", must not be that of another block");
      }
      if (storage == Storage.PACKED_PANELS) {
        return addPacked(name, role, rows, columns);
      }
      blocks.add(new Block(name, role, storage, rows, columns, next));
      long end = (long) next + length(name, storage, rows, columns);
      long aligned = end + (LINE - (end - Panels.LEAD_IN) % LINE) % LINE;
      if (aligned > MOST) {
        throw tooLarge(name, rows, columns);
      }
      next = (int) aligned;
      return this;
    }

    /** Adds a place for frozen parameters. */
    public Builder addFrozen(String name, Layout layout) {
      if (frozen.stream().anyMatch(place -> place.name().equals(name))) {
        throw new IllegalArgumentException("name=" + name + ", must not be that of another place");
      }
      frozen.add(new Frozen(name, layout));
      return this;
    }

    private Builder addPacked(String name, Role role, int rows, int columns) {
      if (role != Role.DERIVED) {
        throw new IllegalArgumentException(name + " role=" + role + ", packed blocks are derived");
      }
      int first = nextWord == 0 ? Panels.LEAD_IN_WORDS : nextWord;
      blocks.add(new Block(name, role, Storage.PACKED_PANELS, rows, columns, first));
      long end = (long) first + length(name, Storage.PACKED_PANELS, rows, columns);
      if (end > MOST) {
        throw tooLarge(name, rows, columns);
      }
      nextWord = (int) end;
      return this;
    }

    private static int length(String name, Storage storage, int rows, int columns) {
      int length;
      try {
        length = storage.length(rows, columns);
      } catch (ArithmeticException e) {
        throw tooLarge(name, rows, columns);
      }
      if (length < 1) {
        throw tooLarge(name, rows, columns);
      }
      return length;
    }

    private static InputException tooLarge(String name, int rows, int columns) {
      return new InputException(
          name
              + " of "
              + rows
              + " x "
              + columns
              + " numbers is too large: all parameters together, with"
              + " their padding, must be at most "
              + MOST
              + " numbers");
    }

    public Layout build() {
      return new Layout(blocks, next, nextWord, frozen);
    }
  }
}
