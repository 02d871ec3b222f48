package dev.reverie.service.sampling;

import dev.reverie.data.Binarisation;
import dev.reverie.data.BinaryRows;
import dev.reverie.data.DataReader;
import dev.reverie.data.DataSource;
import dev.reverie.data.Dataset;
import dev.reverie.data.StateRows;
import dev.reverie.data.ValueRange;
import dev.reverie.service.family.StateSampler;
import dev.reverie.service.trained.TrainedRun;
import java.nio.file.Path;

/**
 * Rows of which a part is kept and the rest filled in.
 *
 * @param kept which units are kept, the same in every row
 */
public record Clamp(Dataset rows, boolean[] kept) {

  /** Reads the rows of a file, or the test rows of a built-in set, and what is kept of them. */
  public static Clamp read(String source, String keep, Path folder, TrainedRun run) {
    Dataset rows =
        switch (source) {
          case DataSource.DIGITS, DataSource.BARS_AND_STRIPES ->
              DataSource.of(source).test().orElseThrow();
          default ->
              DataReader.read(
                  folder.resolve(source), ValueRange.of(run.settings().data().binarisation()));
        };
    run.requireColumns("clamp=" + source, rows.columns());
    return new Clamp(rows, Keep.units(keep, folder, run.found()));
  }

  /** At most {@code most} of the rows, kept units as they are, the others at noise. */
  public StateSampler sampler(TrainedRun run, int most, long seed) {
    StateSampler sampler = run.model().sampler(Math.min(most, rows.rows()), seed);
    sampler.hold(kept);
    Binarisation how = run.settings().data().binarisation();
    StateRows states = run.rows(rows, how.real() ? how : Binarisation.THRESHOLD);
    float[] row = new float[rows.columns()];
    for (int place = 0; place < sampler.count(); place++) {
      states.values(BinaryRows.ONCE, place, row, 0);
      sampler.set(place, row, true);
    }
    return sampler;
  }
}
