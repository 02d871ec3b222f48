package dev.reverie.parameter;

import java.util.Arrays;

/**
 * The numbers of a layout. Mutable while one owner fills it; what has been published in a {@link
 * Snapshot} is not written again until the snapshot's last reader is gone.
 */
public final class Parameters {
  /**
   * A learned or published number beyond this magnitude, or one that is not finite, means that
   * learning diverged.
   */
  public static final float LIMIT = 1e4f;

  private final Layout layout;
  private final float[] values;
  private final long[] words;
  private final Parameters[] frozen;

  /** All numbers are zero, and no parameters are frozen. */
  public Parameters(Layout layout) {
    this.layout = layout;
    this.values = new float[layout.length()];
    this.words = new long[layout.words()];
    this.frozen = new Parameters[layout.frozen().size()];
  }

  public Layout layout() {
    return layout;
  }

  /** The array itself, for loops that crunch numbers; places are those of the layout's blocks. */
  public float[] values() {
    return values;
  }

  /** The array of the packed blocks. */
  public long[] words() {
    return words;
  }

  /** The parameters at one of {@link Layout#frozen}'s places, read only; null when it is empty. */
  public Parameters frozen(int place) {
    return frozen[place];
  }

  /**
   * Fills or empties a place.
   *
   * @param parameters of the place's layout, which nobody writes to any more; or null
   */
  public void setFrozen(int place, Parameters parameters) {
    if (parameters != null && parameters.layout != layout.frozen().get(place).layout()) {
      throw new IllegalArgumentException(
          layout.frozen().get(place).name() + ": parameters must have the layout of that place");
    }
    frozen[place] = parameters;
  }

  public float at(Block block, int row, int column) {
    return values[block.index(row, column)];
  }

  public void set(Block block, int row, int column, float value) {
    values[block.index(row, column)] = value;
  }

  /** A copy of a block, row after row without padding. */
  public float[] rows(Block block) {
    float[] copy = new float[block.size()];
    for (int row = 0; row < block.rows(); row++) {
      for (int column = 0; column < block.columns(); column++) {
        copy[row * block.columns() + column] = at(block, row, column);
      }
    }
    return copy;
  }

  /** Sets a block from its rows; derived blocks that depend on it must be derived anew. */
  public void setRows(Block block, float[] rows) {
    if (rows.length != block.size()) {
      throw new IllegalArgumentException(
          block.name() + ": rows.length=" + rows.length + ", must be " + block.size());
    }
    for (int row = 0; row < block.rows(); row++) {
      for (int column = 0; column < block.columns(); column++) {
        set(block, row, column, rows[row * block.columns() + column]);
      }
    }
  }

  /** Takes over all numbers, and shares what is frozen. */
  public void copyFrom(Parameters other) {
    if (other.values.length != values.length) {
      throw new IllegalArgumentException(
          "other.length=" + other.values.length + ", must be " + values.length);
    }
    System.arraycopy(other.values, 0, values, 0, values.length);
    System.arraycopy(other.words, 0, words, 0, words.length);
    System.arraycopy(other.frozen, 0, frozen, 0, frozen.length);
  }

  /** Takes over every block of this layout, padding included, from that of the same name. */
  public void copyBlocksFrom(Parameters other) {
    for (Block block : layout.blocks()) {
      Block from = other.layout.block(block.name());
      if (from.length() != block.length()) {
        throw new IllegalArgumentException(
            block.name() + ": other.length=" + from.length() + ", must be " + block.length());
      }
      Object source = block.isPacked() ? other.words : other.values;
      Object target = block.isPacked() ? words : values;
      System.arraycopy(source, from.offset(), target, block.offset(), block.length());
    }
  }

  public Parameters copy() {
    Parameters copy = new Parameters(layout);
    copy.copyFrom(this);
    return copy;
  }

  /**
   * Fills everything with NaN, and words with packed numbers of the largest magnitude, and forgets
   * what was frozen, so that whoever still reads a recycled buffer is caught.
   */
  public void poison() {
    Arrays.fill(values, Float.NaN);
    Arrays.fill(words, 0L);
    Arrays.fill(frozen, null);
  }

  /**
   * Throws when a learned or published number is not finite or beyond {@link #LIMIT}; what is
   * frozen was looked at before.
   */
  public void requireBounded() {
    for (Block block : layout.blocks()) {
      if (block.role() == Role.DERIVED) {
        continue;
      }
      for (int row = 0; row < block.rows(); row++) {
        for (int column = 0; column < block.columns(); column++) {
          float value = at(block, row, column);
          if (!(Math.abs(value) <= LIMIT)) {
            throw new DivergedException(
                block.name()
                    + "["
                    + row
                    + ","
                    + column
                    + "]="
                    + value
                    + ", must be finite and within +-"
                    + LIMIT,
                "update");
          }
        }
      }
    }
  }
}
