package dev.reverie.coupling;

/** The least E(s) = - sum of J_ij s_i s_j - sum of b_i s_i. */
public record IsingProblem(Couplings couplings) implements Problem {
  @Override
  public double value(byte[] spins) {
    return couplings.energy(spins);
  }

  @Override
  public double valueOf(double energy) {
    return energy;
  }

  @Override
  public boolean maximises() {
    return false;
  }

  @Override
  public int symbol(int spin) {
    return spin;
  }
}
