package dev.reverie.benchmark;

import dev.reverie.numeric.Panels;
import dev.reverie.numeric.StepSize;
import dev.reverie.numeric.VectorOps;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Each primitive over one panel of 64 columns, scalar and vector side by side. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PanelBenchmark {
  private static final int ROWS = 784;
  private static final int LEAD = Panels.LEAD_IN;

  /** Which implementation. */
  @Param({"scalar", "best"})
  public String implementation;

  /** Share of the rows that are on. */
  @Param({"0.02", "0.13", "0.5"})
  public double density;

  private final float[] weights = new float[LEAD + (ROWS + 1) * Panels.WIDTH];
  private final long[] packed = new long[Panels.LEAD_IN_WORDS + Panels.packedPanel(ROWS)];
  private final long[] columns = new long[Panels.LEAD_IN_WORDS + Panels.packedPanel(1)];
  private final long[] drawWork = new long[VectorOps.DRAW_WORK];
  private final long[] work = new long[VectorOps.TRANSPOSE_WORK];
  private final int[] places = new int[Panels.padded(ROWS) + Panels.SPARE_PLACES];
  private final int[] nothing = new int[1];
  private final int[] starts = new int[2];
  private final int[] fourPlaces = new int[4 * Panels.padded(ROWS) + Panels.SPARE_PLACES];
  private final int[] fourStarts = new int[Panels.LISTS_OF_FOUR + 1];
  private final float[] foursWork = new float[VectorOps.FOURS_WORK];
  private final long[] steps = {1};
  private final long[] drawn = new long[1];
  private final RandomStream random = new RandomStream(7, Purpose.CHAIN_HIDDEN);
  private final int[] plainPlaces = new int[ROWS + 3];
  private final float[] fields = new float[LEAD + Panels.WIDTH];
  private final float[] block = new float[LEAD + Panels.WIDTH * Panels.WIDTH];
  private final float[] velocity = new float[LEAD + Panels.WIDTH * Panels.WIDTH];
  private final int[] sums = new int[LEAD + Panels.WIDTH];
  private final int[] many = new int[LEAD + Panels.WIDTH * Panels.WIDTH];
  private final int[] thresholds = new int[LEAD + Panels.WIDTH];
  private final StepSize size = new StepSize(0.01f, 0.5f, 1e-4f);
  private VectorOps ops;
  private int placeCount;
  private int item;

  @Setup
  public void fill() {
    ops = implementation.equals("scalar") ? VectorOps.scalar() : VectorOps.best();
    Random random = new Random(1);
    for (int k = 0; k < weights.length; k++) {
      weights[k] = (float) random.nextGaussian() * 0.1f;
    }
    ops.pack(weights, LEAD, ROWS, 1 << 12, packed, Panels.LEAD_IN_WORDS);
    int words = Panels.count(ROWS);
    long[] bits = new long[4 * words];
    for (int k = 0; k < 4 * ROWS; k++) {
      if (random.nextDouble() < density) {
        bits[k / ROWS * words + (k % ROWS >>> 6)] |= 1L << k % ROWS;
      }
    }
    int zeros = ROWS * Panels.ROW_WORDS;
    Panels.placesOfFours(bits, 0, words, 4, zeros, fourPlaces, fourStarts);
    placeCount = Panels.places(bits, 0, words, zeros, places, 0);
    starts[1] = placeCount;
    for (int k = 0; k < placeCount; k++) {
      plainPlaces[k] = places[k] / Panels.ROW_WORDS * Panels.WIDTH;
    }
    for (int k = 0; k < fields.length; k++) {
      fields[k] = (float) random.nextGaussian();
    }
  }

  /** The rows of 32-bit weights that are on. */
  @Benchmark
  public float[] addRows() {
    ops.addRows(weights, LEAD, plainPlaces, placeCount, fields, LEAD);
    return fields;
  }

  /** The rows of packed weights that are on, and their fields. */
  @Benchmark
  public float[] fields() {
    int lead = Panels.LEAD_IN_WORDS;
    ops.fields(packed, lead, places, starts, 1, 0x1p-12f, weights, LEAD, fields, LEAD);
    return fields;
  }

  /** As many rows of probabilities. */
  @Benchmark
  public int[] sumRows() {
    ops.sumRows(packed, Panels.LEAD_IN_WORDS, places, starts, 1, nothing, nothing, sums, LEAD);
    return sums;
  }

  @Benchmark
  public int[] thresholds() {
    ops.thresholds(fields, LEAD, Panels.WIDTH, 1f, thresholds, LEAD);
    return thresholds;
  }

  @Benchmark
  public long draw() {
    ops.draw(random, 0, item++, steps, 0, 1, thresholds, LEAD, drawn, 0, 1, drawWork);
    return drawn[0];
  }

  @Benchmark
  public long[] probabilities() {
    ops.probabilities(thresholds, LEAD, 1, columns, Panels.LEAD_IN_WORDS);
    return columns;
  }

  /** 64 rows. */
  @Benchmark
  public float[] scale() {
    ops.scale(many, LEAD, 0.1f, false, block, LEAD, block.length - LEAD);
    return block;
  }

  /** 64 rows. */
  @Benchmark
  public float step() {
    int length = block.length - LEAD;
    return ops.step(block, LEAD, block, LEAD, velocity, LEAD, size, block, LEAD, length);
  }

  /** The fields of four states. */
  @Benchmark
  public float[] fieldsOfFours() {
    int lead = Panels.LEAD_IN_WORDS;
    ops.fieldsOfFours(
        packed, lead, fourPlaces, fourStarts, 4, 0x1p-12f, weights, LEAD, block, LEAD, foursWork);
    return block;
  }

  /** 64 rows. */
  @Benchmark
  public long[] pack() {
    ops.pack(weights, LEAD, Panels.WIDTH, 1 << 12, columns, Panels.LEAD_IN_WORDS);
    return columns;
  }

  /** 64 rows. */
  @Benchmark
  public long[] transpose() {
    ops.transpose(packed, Panels.LEAD_IN_WORDS, columns, Panels.LEAD_IN_WORDS, work);
    return columns;
  }
}
