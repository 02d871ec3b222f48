package dev.reverie.metropolis;

import dev.reverie.energy.Alphabet;
import dev.reverie.energy.Energy;
import dev.reverie.energy.LinearEnergy;
import java.util.List;

/** Energies of all kinds, with parameters at which they are anything but simple. */
final class Examples {
  private static final Energy BENT =
      LinearEnergy.on(2)
          .base(x -> 0.5 * (x[0] * x[0] + x[1] * x[1]))
          .term("first", x -> 0.5 * x[0] * x[0])
          .term("bend", x -> (x[1] - x[0] * x[0]) * (x[1] - x[0] * x[0]))
          .term("slope", x -> -x[1])
          .stateGradient(Examples::bentGradient)
          .build();

  /** Four spins with fields and all pairs. */
  static final Energy SPINS = spins(4);

  /** Two wells in one dimension; by theta and by x, central differences. */
  static final Example WELLS = new Example("wells", new Wells(), 3, 1200, 0.8, 1, 0.7, 0.5);

  /** A bent ridge in two dimensions; linear, with dE/dx given. */
  static final Example RIDGE = new Example("ridge", BENT, 8, 400, 0.5, 0.4, 0.8, 0.6);

  static final Example MIXED = new Example("mixed", new Mixed(), 10, 800, 1, 0.4, 0.7, 0.3);

  static final Example SPIN_GLASS =
      new Example("spins", SPINS, 1, 1, 0, 0.2, -0.3, 0.1, 0.4, 0.5, -0.4, 0.3, 0.2, -0.6, 0.7);

  private Examples() {}

  static List<Example> all() {
    return List.of(WELLS, RIDGE, MIXED, SPIN_GLASS);
  }

  /**
   * An energy at some parameters.
   *
   * @param edge real coordinates lie within +- this
   * @param cells of a real coordinate in quadrature
   * @param stepSize that suits it
   */
  record Example(
      String name, Energy energy, double edge, int cells, double stepSize, double... theta) {
    Cells cells(double beta) {
      return new Cells(energy, theta, beta, edge, cells);
    }

    List<Transition> transitions() {
      return List.of(Transition.values()).stream().filter(each -> each.fits(energy)).toList();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static void bentGradient(double[] x, double[] theta, double[] gradient) {
    double distance = x[1] - x[0] * x[0];
    gradient[0] = (1 + theta[0]) * x[0] - 4 * theta[1] * distance * x[0];
    gradient[1] = x[1] + 2 * theta[1] * distance - theta[2];
  }

  private static Energy spins(int count) {
    LinearEnergy.Builder energy = LinearEnergy.on(count, Alphabet.spins());
    for (int i = 0; i < count; i++) {
      int one = i;
      energy.term("h" + i, x -> -x[one]);
    }
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        int one = i;
        int other = j;
        energy.term("J" + i + j, x -> -x[one] * x[other]);
      }
    }
    return energy.build();
  }

  /** E = depth (x^2 - width^2)^2 + tilt x, of which no gradient is given. */
  private static final class Wells implements Energy {
    @Override
    public int dimensions() {
      return 1;
    }

    @Override
    public List<String> parameterNames() {
      return List.of("depth", "width", "tilt");
    }

    @Override
    public double at(double[] x, double[] theta) {
      double square = x[0] * x[0] - theta[1] * theta[1];
      return theta[0] * square * square + theta[2] * x[0];
    }

    @Override
    public boolean inDomain(double[] theta) {
      return theta[0] > 0;
    }
  }

  /** A spin, a real number that leans to it, and one of three letters that stretches the number. */
  static final class Mixed implements Energy {
    private static final Alphabet SPIN = Alphabet.spins();
    private static final Alphabet LETTERS = Alphabet.of(1, 2, 4);

    @Override
    public int dimensions() {
      return 3;
    }

    @Override
    public Alphabet alphabet(int coordinate) {
      return List.of(SPIN, Alphabet.REALS, LETTERS).get(coordinate);
    }

    @Override
    public List<String> parameterNames() {
      return List.of("field", "lean", "letter");
    }

    @Override
    public double at(double[] x, double[] theta) {
      double distance = x[1] - theta[1] * x[0];
      return distance * distance / x[2] - theta[0] * x[0] + theta[2] * x[0] * x[2];
    }

    @Override
    public void gradient(double[] x, double[] theta, double[] gradient) {
      gradient[0] = -x[0];
      gradient[1] = -2 * x[0] * (x[1] - theta[1] * x[0]) / x[2];
      gradient[2] = x[0] * x[2];
    }
  }
}
