package dev.reverie.tensor;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * A named array of numbers with a shape, row by row (the last index runs fastest). The array is
 * handed over, not copied, in both directions: who makes a tensor no longer writes to its array,
 * and who reads one becomes its owner.
 */
public final class Tensor {
  private final String name;
  private final TensorType type;
  private final long[] shape;
  private final Object values;

  Tensor(String name, TensorType type, Object values, long... shape) {
    int size = Array.getLength(values);
    if (elements(shape) != size) {
      throw new IllegalArgumentException(
          "shape=" + Arrays.toString(shape) + " of tensor " + name + ", must hold " + size);
    }
    this.name = name;
    this.type = type;
    this.values = values;
    this.shape = shape.clone();
  }

  public static Tensor of(String name, float[] values, long... shape) {
    return new Tensor(name, TensorType.F32, values, shape);
  }

  public static Tensor of(String name, double[] values, long... shape) {
    return new Tensor(name, TensorType.F64, values, shape);
  }

  public static Tensor of(String name, int[] values, long... shape) {
    return new Tensor(name, TensorType.I32, values, shape);
  }

  public static Tensor of(String name, long[] values, long... shape) {
    return new Tensor(name, TensorType.I64, values, shape);
  }

  public static Tensor of(String name, byte[] values, long... shape) {
    return new Tensor(name, TensorType.U8, values, shape);
  }

  public String name() {
    return name;
  }

  public TensorType type() {
    return type;
  }

  public long[] shape() {
    return shape.clone();
  }

  /** Number of elements. */
  public int size() {
    return Array.getLength(values);
  }

  /** The elements of an F32 tensor. */
  public float[] floats() {
    return (float[]) values(TensorType.F32);
  }

  /** The elements of an F64 tensor. */
  public double[] doubles() {
    return (double[]) values(TensorType.F64);
  }

  /** The elements of an I32 tensor. */
  public int[] ints() {
    return (int[]) values(TensorType.I32);
  }

  /** The elements of an I64 tensor. */
  public long[] longs() {
    return (long[]) values(TensorType.I64);
  }

  /** The elements of a U8 tensor. */
  public byte[] bytes() {
    return (byte[]) values(TensorType.U8);
  }

  Object values() {
    return values;
  }

  private Object values(TensorType wanted) {
    if (type != wanted) {
      throw new IllegalArgumentException(
          "type=" + type + " of tensor " + name + ", must be " + wanted);
    }
    return values;
  }

  /** The product of a shape, or -1 when it is negative somewhere or beyond a long. */
  static long elements(long... shape) {
    long product = 1;
    boolean zero = false;
    boolean overflow = false;
    for (long extent : shape) {
      if (extent < 0) {
        return -1;
      }
      zero |= extent == 0;
      overflow |= extent != 0 && product > Long.MAX_VALUE / extent;
      product = overflow ? 0 : product * Math.max(1, extent);
    }
    return zero ? 0 : overflow ? -1 : product;
  }
}
