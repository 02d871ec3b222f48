package dev.reverie.ising;

/**
 * The ferromagnet of J = 1 on a square lattice of {@code side} x {@code side} units with periodic
 * boundaries, exactly: all states, summed row by row with the magnetisation as a further index.
 *
 * @param energy mean of E
 * @param magnetisation mean of |sum of s|
 * @param square mean of (sum of s)^2
 */
record ExactTorus(double energy, double magnetisation, double square) {

  static ExactTorus of(int side, double temperature) {
    return new Rows(side, temperature).sum();
  }

  /** Sums over the rows below a first one, of weights and of weights times energy. */
  private static final class Rows {
    private final int side;
    private final double temperature;
    private final int codes;
    private final int levels;

    Rows(int side, double temperature) {
      this.side = side;
      this.temperature = temperature;
      this.codes = 1 << side;
      this.levels = side * side + 1;
    }

    private int within(int row) {
      int rotated = (row >>> 1 | row << side - 1) & codes - 1;
      return -aligned(row, rotated);
    }

    private int aligned(int row, int other) {
      return side - 2 * Integer.bitCount(row ^ other);
    }

    ExactTorus sum() {
      double z = 0;
      double energy = 0;
      double magnetisation = 0;
      double square = 0;
      for (int first = 0; first < codes; first++) {
        double[][][] sums = start(first);
        for (int row = 1; row < side; row++) {
          sums = add(sums);
        }
        for (int last = 0; last < codes; last++) {
          int bond = -aligned(last, first);
          double weight = Math.exp(-bond / temperature);
          for (int on = 0; on < levels; on++) {
            double w = sums[0][last][on] * weight;
            double m = Math.abs(2 * on - side * side);
            z += w;
            energy += sums[1][last][on] * weight + bond * w;
            magnetisation += m * w;
            square += m * m * w;
          }
        }
      }
      return new ExactTorus(energy / z, magnetisation / z, square / z);
    }

    private double[][][] start(int first) {
      double[][][] sums = new double[2][codes][levels];
      double weight = Math.exp(-within(first) / temperature);
      sums[0][first][Integer.bitCount(first)] = weight;
      sums[1][first][Integer.bitCount(first)] = weight * within(first);
      return sums;
    }

    private double[][][] add(double[][][] sums) {
      double[][][] next = new double[2][codes][levels];
      for (int row = 0; row < codes; row++) {
        for (int below = 0; below < codes; below++) {
          int energy = within(below) - aligned(row, below);
          double weight = Math.exp(-energy / temperature);
          int on = Integer.bitCount(below);
          for (int level = 0; level + on < levels; level++) {
            double w = sums[0][row][level] * weight;
            next[0][below][level + on] += w;
            next[1][below][level + on] += sums[1][row][level] * weight + energy * w;
          }
        }
      }
      return next;
    }
  }
}
