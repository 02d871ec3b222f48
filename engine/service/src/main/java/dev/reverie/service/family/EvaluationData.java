package dev.reverie.service.family;

import dev.reverie.data.Binarisation;
import dev.reverie.data.DataSource;
import dev.reverie.data.Standardisation;
import dev.reverie.data.StateRows;
import java.util.Optional;

/**
 * What a model is measured on.
 *
 * @param binarisation how its rows became states
 * @param standardisation of the training data, if they were changed by one
 * @param train, test rows as states, without classes; the same where there is no test set
 * @param particles fantasy particles of the training, one row each; no row where there are none
 */
public record EvaluationData(
    DataSource source,
    Binarisation binarisation,
    Optional<Standardisation> standardisation,
    StateRows train,
    StateRows test,
    float[][] particles) {

  /** Whether there is a test set. */
  public boolean tested() {
    return source.test().isPresent();
  }
}
