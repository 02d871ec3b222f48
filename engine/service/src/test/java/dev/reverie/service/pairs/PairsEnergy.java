package dev.reverie.service.pairs;

import dev.reverie.energy.Alphabet;
import dev.reverie.energy.Energy;
import dev.reverie.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Bits with one field, and one coupling of all pairs: E = -field sum of x_i - coupling sum of x_i
 * x_j.
 */
record PairsEnergy(int dimensions, List<int[]> pairs) implements Energy {
  /** Neighbours in a row. */
  static PairsEnergy row(int dimensions) {
    List<int[]> pairs = new ArrayList<>();
    for (int i = 1; i < dimensions; i++) {
      pairs.add(new int[] {i - 1, i});
    }
    return new PairsEnergy(dimensions, pairs);
  }

  /** Pairs of a file, one a line. */
  static PairsEnergy read(int dimensions, Path file) {
    try {
      List<int[]> pairs = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split(" ");
        pairs.add(new int[] {Integer.parseInt(words[0]), Integer.parseInt(words[1])});
      }
      return new PairsEnergy(dimensions, pairs);
    } catch (IOException e) {
      throw new InputException("graph=" + file + " cannot be read", e);
    }
  }

  @Override
  public Alphabet alphabet(int coordinate) {
    return Alphabet.bits();
  }

  @Override
  public List<String> parameterNames() {
    return List.of("field", "coupling");
  }

  @Override
  public double at(double[] x, double[] theta) {
    double energy = 0;
    for (double bit : x) {
      energy -= theta[0] * bit;
    }
    for (int[] pair : pairs) {
      energy -= theta[1] * x[pair[0]] * x[pair[1]];
    }
    return energy;
  }

  /** By all states. */
  double logPartition(double[] theta) {
    double sum = 0;
    double[] x = new double[dimensions];
    for (long state = 0; state < 1L << dimensions; state++) {
      for (int i = 0; i < dimensions; i++) {
        x[i] = state >>> i & 1;
      }
      sum += StrictMath.exp(-at(x, theta));
    }
    return StrictMath.log(sum);
  }
}
