package dev.reverie.ising;

import dev.reverie.coupling.Couplings;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;
import java.util.Arrays;

/**
 * Every state of a few units, numbered by its bits, with its exact probability: visited in the
 * order of a Gray code, flip by flip, whose energies {@link SparseSpinsTest} holds against sums.
 */
public final class AllStates {
  private final int units;
  private final double[] energies;

  public AllStates(Couplings couplings) {
    this.units = couplings.graph().units();
    this.energies = new double[1 << units];
    SparseSpins spins = new SparseSpins(new WholeCouplings(couplings));
    int code = 0;
    energies[0] = spins.energy();
    for (int n = 1; n < energies.length; n++) {
      int unit = Integer.numberOfTrailingZeros(n);
      spins.flip(unit);
      code ^= 1 << unit;
      energies[code] = spins.energy();
    }
  }

  public byte[] state(int code) {
    byte[] states = new byte[units];
    for (int unit = 0; unit < units; unit++) {
      states[unit] = (byte) ((code >>> unit & 1) * 2 - 1);
    }
    return states;
  }

  public static int code(byte[] states) {
    int code = 0;
    for (int unit = 0; unit < states.length; unit++) {
      code |= (states[unit] + 1) / 2 << unit;
    }
    return code;
  }

  public double[] probabilities(double temperature) {
    double least = lowest();
    double[] weights =
        Arrays.stream(energies).map(e -> Math.exp((least - e) / temperature)).toArray();
    double total = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / total).toArray();
  }

  public double lowest() {
    return Arrays.stream(energies).min().orElseThrow();
  }

  /** Independent exact draws. */
  public int[] draw(int count, double temperature, long seed) {
    RandomStream random = new RandomStream(seed, Purpose.EVALUATION_START);
    double[] cumulative = probabilities(temperature);
    Arrays.parallelPrefix(cumulative, Double::sum);
    int[] codes = new int[count];
    for (int n = 0; n < count; n++) {
      int place = Arrays.binarySearch(cumulative, random.uniform(n, 0, 0));
      codes[n] = Math.min(place < 0 ? -place - 1 : place, cumulative.length - 1);
    }
    return codes;
  }
}
