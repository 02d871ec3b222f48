package dev.reverie.rbm;

/** Centred gradients by their published formula. */
final class CentredGradient {
  private CentredGradient() {}

  /**
   * From the gradient by the energy's own weights, visible and hidden biases to the centred one, in
   * place: Melchior et al., eq. 8.
   *
   * @param mu offsets of visible units, as hidden ones see them
   * @param lambda offsets of hidden units
   */
  static void of(double[] mu, double[] lambda, double[] gradient) {
    int hidden = lambda.length;
    int a = mu.length * hidden;
    int b = a + mu.length;
    double[] plain = gradient.clone();
    for (int i = 0; i < mu.length; i++) {
      for (int j = 0; j < hidden; j++) {
        int w = i * hidden + j;
        gradient[w] = plain[w] - lambda[j] * plain[a + i] - mu[i] * plain[b + j];
        gradient[a + i] -= lambda[j] * gradient[w];
        gradient[b + j] -= mu[i] * gradient[w];
      }
    }
  }
}
