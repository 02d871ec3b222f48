package dev.reverie.coupling;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;

/** Reads a problem in any of the formats known here. */
public final class ProblemReader {
  /** What a file holds. */
  public enum Format {
    /** {@link EdgeListReader}; units count from 0. */
    EDGES(0),
    /** {@link HeaderListReader}, weights as couplings; units count from 1. */
    ISING(1),
    /** {@link HeaderListReader}, weights to be cut; units count from 1. */
    MAX_CUT(1),
    /** {@link QuboReader}; units count from 0. */
    QUBO(0);

    private final int firstUnit;

    Format(int firstUnit) {
      this.firstUnit = firstUnit;
    }

    /** The number of the first unit unless a caller says otherwise. */
    public int firstUnit() {
      return firstUnit;
    }

    /** As a user writes it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private ProblemReader() {}

  /**
   * The format that a file's first line looks like: with {@code p} that of QUBO files, with two
   * fields that with a header (taken as an Ising problem), else a list of edges. An edge list that
   * begins with a bias must therefore write it {@code i i h}.
   *
   * @throws dev.reverie.input.InputException when the file cannot be read
   */
  public static Format format(Path path) {
    try (NumberLines lines = new NumberLines(path, HeaderListReader.COMMENTS)) {
      if (!lines.next()) {
        throw lines.refusedWhole("holds no line, must hold couplings");
      }
      if (lines.field(0).equals("p")) {
        return Format.QUBO;
      }
      return lines.fields() == 2 ? Format.ISING : Format.EDGES;
    }
  }

  /**
   * Reads a file.
   *
   * @param firstUnit the number of the first unit in the file, 0 or 1; where nothing is said, the
   *     format's own; QUBO files count from 0 whatever is said
   * @throws dev.reverie.input.InputException when the file cannot be read or holds anything else
   */
  public static Problem read(Path path, Format format, OptionalInt firstUnit) {
    int first = firstUnit.orElse(format.firstUnit());
    EdgeListReader.requireFirst(first);
    return switch (format) {
      case EDGES -> new IsingProblem(EdgeListReader.read(path, first));
      case ISING -> HeaderListReader.readIsing(path, first);
      case MAX_CUT -> HeaderListReader.readMaxCut(path, first);
      case QUBO -> QuboReader.read(path);
    };
  }
}
