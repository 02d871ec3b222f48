package dev.reverie.fault;

import dev.reverie.data.DataSource;
import dev.reverie.data.StateRows;
import dev.reverie.likelihood.ExactLogPartition;
import dev.reverie.likelihood.RowFigures;
import dev.reverie.parameter.Parameters;
import dev.reverie.rbm.Rbm;
import dev.reverie.service.family.ModelFile;
import dev.reverie.service.trained.TrainedRun;
import dev.reverie.tensor.Safetensors;
import java.nio.file.Path;

/** How well a run has learned, where all states of its machine's hidden units can be summed. */
final class Likelihood {
  private Likelihood() {}

  /** Mean log-likelihood of the run's test data in nats, exact to rounding. */
  static double exact(Path run, int hidden) {
    TrainedRun trained = TrainedRun.read(run);
    DataSource data = DataSource.of(trained.settings().data().source());
    StateRows test =
        trained.rows(data.test().orElseThrow(), trained.settings().data().binarisation());
    Rbm rbm = new Rbm(trained.pixels(), hidden);
    Path file = trained.folder().model();
    Parameters learned = ModelFile.learned(rbm.layout(), Safetensors.read(file), file.toString());
    rbm.derive(learned);
    return -new RowFigures(rbm, learned).freeEnergy(test).mean()
        - ExactLogPartition.of(rbm, learned);
  }
}
