package dev.reverie.metropolis;

import dev.reverie.energy.Alphabet;
import dev.reverie.random.Purpose;
import dev.reverie.random.RandomStream;

/**
 * One coordinate after the other, the others held: a letter of a finite alphabet is drawn from its
 * conditional distribution (Geman and Geman 1984), a real number makes a random-walk step that is
 * accepted or not (Metropolis within Gibbs; Tierney 1994, section 2.4). A sweep asks for one energy
 * and, for each coordinate, for one more, or for one less than there are letters.
 */
final class GibbsKernel implements Kernel {
  private final CheckedEnergy energy;
  private final double beta;
  private final Alphabet[] alphabets;
  private final RandomStream proposals;
  private final RandomStream acceptance;
  private final double[] energies;
  private final double[] weights;
  private double here;

  GibbsKernel(CheckedEnergy energy, double beta, long seed) {
    this.energy = energy;
    this.beta = beta;
    this.proposals = new RandomStream(seed, Purpose.PROPOSAL);
    this.acceptance = new RandomStream(seed, Purpose.ACCEPTANCE);
    this.alphabets = new Alphabet[energy.energy().dimensions()];
    int letters = 0;
    for (int i = 0; i < alphabets.length; i++) {
      alphabets[i] = energy.energy().alphabet(i);
      letters = Math.max(letters, alphabets[i].size());
    }
    this.energies = new double[letters];
    this.weights = new double[letters];
  }

  /** The mean is over real coordinates; without any it is 1, as conditionals are always taken. */
  @Override
  public double move(double[] x, double[] theta, double size, int particle, long step) {
    here = energy.where(x, theta, particle);
    double accepted = 0;
    int real = 0;
    for (int i = 0; i < x.length; i++) {
      double uniform = acceptance.uniform(particle, step, i);
      if (alphabets[i].isReal()) {
        double proposed = x[i] + size * proposals.gaussian(particle, step, i);
        accepted += walk(x, theta, particle, i, proposed, uniform);
        real++;
      } else {
        draw(x, theta, particle, i, uniform);
      }
    }
    return real == 0 ? 1 : accepted / real;
  }

  private double walk(
      double[] x, double[] theta, int particle, int i, double proposed, double uniform) {
    double before = x[i];
    x[i] = proposed;
    double there = energy.at(x, theta, particle);
    double logarithm = beta * (here - there);
    if (StrictMath.log(uniform) < logarithm) {
      here = there;
    } else {
      x[i] = before;
    }
    return StrictMath.exp(Math.min(0, logarithm));
  }

  private void draw(double[] x, double[] theta, int particle, int i, double uniform) {
    Alphabet alphabet = alphabets[i];
    double least = here;
    for (int letter = 0; letter < alphabet.size(); letter++) {
      double value = alphabet.letter(letter);
      boolean stays = value == x[i];
      energies[letter] = stays ? here : energyWith(x, theta, particle, i, value);
      least = Math.min(least, energies[letter]);
    }
    int drawn = pick(alphabet.size(), least, uniform);
    x[i] = alphabet.letter(drawn);
    here = energies[drawn];
  }

  private double energyWith(double[] x, double[] theta, int particle, int i, double value) {
    double before = x[i];
    x[i] = value;
    double there = energy.at(x, theta, particle);
    x[i] = before;
    return there;
  }

  /** The letter at which the cumulated weights pass the share {@code uniform} of their sum. */
  private int pick(int letters, double least, double uniform) {
    double total = 0;
    for (int letter = 0; letter < letters; letter++) {
      weights[letter] = StrictMath.exp(beta * (least - energies[letter]));
      total += weights[letter];
    }
    int letter = 0;
    double cumulated = weights[0];
    while (cumulated <= uniform * total) {
      letter++;
      cumulated += weights[letter];
    }
    return letter;
  }
}
