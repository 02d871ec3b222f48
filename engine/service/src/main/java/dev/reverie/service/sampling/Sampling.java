package dev.reverie.service.sampling;

import dev.reverie.service.family.StateSampler;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Sweeps states on all processors. The result does not depend on how many there are. */
public final class Sampling {
  /** Tells nobody how far it is. */
  public static final LongConsumer SILENT = done -> {};

  /** States that one thread takes at a time. */
  private static final int SHARE = 16;

  /** Sweeps between two words about progress. */
  private static final long ROUND = 50;

  private Sampling() {}

  /**
   * Sweeps all states and returns their visible units, one row a state.
   *
   * @param progress told now and then how many sweeps are done
   */
  public static float[][] draw(StateSampler sampler, long sweeps, LongConsumer progress) {
    int shares = (sampler.count() - 1) / SHARE + 1;
    for (long done = 0; done < sweeps; done += ROUND) {
      long round = Math.min(ROUND, sweeps - done);
      IntStream.range(0, shares)
          .parallel()
          .forEach(
              share -> {
                int from = share * SHARE;
                int to = Math.min(from + SHARE, sampler.count());
                sampler.sweep(from, to, round);
              });
      progress.accept(done + round);
    }
    return states(sampler);
  }

  private static float[][] states(StateSampler sampler) {
    float[][] states = new float[sampler.count()][sampler.visible()];
    for (int place = 0; place < states.length; place++) {
      sampler.show(place, states[place]);
    }
    return states;
  }
}
