package dev.reverie.boltzmann;

import dev.reverie.coupling.Graph;
import dev.reverie.phase.Sums;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sums of s_i s_j over the edges and of s_i over the units. Free hidden units count with their
 * means, in units of 2^-23, so that all sums are whole numbers of this unit and exact.
 *
 * <p>Up to 2^40 states fit.
 *
 * <pre>
 *  as bytes   pairs | singles, each byte shift | byte width | whole numbers of that width, to be shifted
 * </pre>
 */
final class PairSums implements Sums {
  /** What a unit of the sums is worth. */
  static final double UNIT = 1.0 / BoltzmannMachine.one();

  private static final int WIDTH = Lanes.WIDTH;

  private final BoltzmannMachine machine;
  private final Wiring wiring;
  private final boolean spin;

  /** By edge and by unit. */
  final long[] pairs;

  final long[] singles;

  /** One word for each place: bit n is the state of lane n. */
  private final long[] turned;

  private final Lanes lanes;

  PairSums(BoltzmannMachine machine) {
    this.machine = machine;
    this.wiring = machine.wiring();
    this.spin = machine.off() < 0;
    this.pairs = new long[machine.graph().edges()];
    this.singles = new long[machine.graph().units()];
    this.turned = new long[wiring.panels() * WIDTH];
    this.lanes = new Lanes(machine);
  }

  static long bytes(BoltzmannMachine machine) {
    long units = machine.roles().units();
    return Long.BYTES * (machine.graph().edges() + 2 * units) + Lanes.bytes(machine);
  }

  /** Working memory of the worker that owns these sums. */
  Lanes lanes() {
    return lanes;
  }

  @Override
  public void clear() {
    Arrays.fill(pairs, 0);
    Arrays.fill(singles, 0);
  }

  /** Whole numbers are finite; parameters are checked before they are published. */
  @Override
  public void requireFinite(String phase) {
    // Nothing here can be anything else.
  }

  @Override
  public int bytes() {
    return Math.addExact(ShiftedNumbers.bytes(pairs), ShiftedNumbers.bytes(singles));
  }

  @Override
  public void write(ByteBuffer out) {
    ShiftedNumbers.write(pairs, out);
    ShiftedNumbers.write(singles, out);
  }

  @Override
  public void read(ByteBuffer in) {
    ShiftedNumbers.read(in, "pairs", pairs);
    ShiftedNumbers.read(in, "singles", singles);
  }

  /** Adds the states of all lanes. */
  void add(Lanes from) {
    for (int panel = 0; panel < wiring.panels(); panel++) {
      System.arraycopy(from.words, panel * WIDTH, turned, panel * WIDTH, WIDTH);
      Arrays.fill(turned, panel * WIDTH + from.count(), (panel + 1) * WIDTH, 0);
      BitSquare.turn(turned, panel * WIDTH);
    }
    for (int place = 0; place < wiring.units(); place++) {
      singles[wiring.unitOf(place)] += single(from, place);
    }
    Graph graph = machine.graph();
    int free = wiring.freeStart();
    for (int edge = 0; edge < pairs.length; edge++) {
      int i = wiring.placeOf(graph.lower(edge));
      int j = wiring.placeOf(graph.upper(edge));
      pairs[edge] +=
          i >= free
              ? withMean(from, j, i)
              : j >= free ? withMean(from, i, j) : (long) product(from, i, j) << 23;
    }
  }

  private long single(Lanes from, int place) {
    if (place >= wiring.freeStart()) {
      long on = sumOfMeans(from, place, -1L);
      return spin ? 2 * on - ((long) from.count() << 23) : on;
    }
    int on = Long.bitCount(turned[place]);
    return (long) (spin ? 2 * on - from.count() : on) << 23;
  }

  private int product(Lanes from, int i, int j) {
    return spin
        ? from.count() - 2 * Long.bitCount(turned[i] ^ turned[j])
        : Long.bitCount(turned[i] & turned[j]);
  }

  /** With m = 2 p - 1 of spins, sum of s m = 2 sum over on of m - sum of m. */
  private long withMean(Lanes from, int place, int free) {
    long whereOn = sumOfMeans(from, free, turned[place]);
    if (!spin) {
      return whereOn;
    }
    long all = sumOfMeans(from, free, -1L);
    long count = from.count();
    long on = Long.bitCount(turned[place]);
    return 2 * (2 * whereOn - (on << 23)) - (2 * all - (count << 23));
  }

  /** The sum of the probabilities of a free unit over the lanes that are set. */
  private long sumOfMeans(Lanes from, int place, long set) {
    int at = (place - wiring.freeStart()) * WIDTH;
    long used = from.count() == WIDTH ? set : set & (1L << from.count()) - 1;
    long sum = 0;
    for (long left = used; left != 0; left &= left - 1) {
      sum += from.means[at + Long.numberOfTrailingZeros(left)];
    }
    return sum;
  }
}
