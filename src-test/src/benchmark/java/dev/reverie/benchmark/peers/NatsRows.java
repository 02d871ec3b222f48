package dev.reverie.benchmark.peers;

import dev.reverie.benchmark.peers.table.Goal;
import dev.reverie.benchmark.peers.table.Row;
import dev.reverie.benchmark.peers.table.Spread;
import dev.reverie.benchmark.peers.table.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.DoubleStream;

/**
 * The rows about the time to {@link TimeToNats#LEVEL}. In the first round each side tries all
 * rates; in the others, with other seeds, it takes the one that was quickest.
 */
final class NatsRows {
  /** Constant rates; 0.1 is scikit-learn's default. */
  static final double[] RATES = {0.1, 0.05};

  private static final Goal CORES =
      new Goal("two cores against one of our own, time to -100 nats", Unit.TIMES, 1.6, 1.9);
  private static final Goal SKLEARN =
      Goal.none("training against scikit-learn, time to -100 nats", Unit.TIMES);

  /** A training at a rate, with a seed. */
  @FunctionalInterface
  private interface Trainer {
    TimeToNats.Reached train(double rate, long seed);
  }

  private final TimeToNats trainings;
  private final int rounds;
  private final List<String> curves = new ArrayList<>();

  NatsRows(TimeToNats trainings, int rounds) {
    this.trainings = trainings;
    this.rounds = rounds;
  }

  /**
   * @param cores that there are
   * @param sklearn whether it is installed
   */
  List<Row> rows(int cores, boolean sklearn) {
    LongFunction<Double> one = side((rate, seed) -> trainings.ours(1, rate, seed));
    LongFunction<Double> two = side((rate, seed) -> trainings.ours(2, rate, seed));
    LongFunction<Double> peer = side(trainings::sklearn);
    List<Double> ones = new ArrayList<>();
    List<Double> twos = new ArrayList<>();
    List<Double> peers = new ArrayList<>();
    for (long seed = 1; seed <= rounds; seed++) {
      ones.add(one.apply(seed));
      if (cores > 1) {
        twos.add(two.apply(seed));
      }
      if (sklearn) {
        peers.add(peer.apply(seed));
      }
    }
    Row ofCores =
        cores > 1
            ? row(CORES, twos, ones, List.of())
            : Row.notMeasured(CORES, "there is one core only");
    Row ofPeer =
        sklearn
            ? row(SKLEARN, ones, peers, curves)
            : Row.notMeasured(SKLEARN, "sklearn is not installed");
    return List.of(ofCores, ofPeer);
  }

  /** Seconds of one side by seed; the first asked for decides the rate. */
  private LongFunction<Double> side(Trainer trainer) {
    double[] best = {Double.NaN};
    return seed -> {
      if (!Double.isNaN(best[0])) {
        return seconds(keep(trainer.train(best[0], seed)));
      }
      TimeToNats.Reached quickest =
          DoubleStream.of(RATES)
              .mapToObj(rate -> keep(trainer.train(rate, seed)))
              .min(Comparator.comparingDouble(NatsRows::seconds))
              .orElseThrow();
      best[0] = quickest.rate();
      return seconds(quickest);
    };
  }

  private TimeToNats.Reached keep(TimeToNats.Reached reached) {
    curves.addAll(reached.curve());
    return reached;
  }

  private static double seconds(TimeToNats.Reached reached) {
    return reached.seconds().orElse(Double.POSITIVE_INFINITY);
  }

  /** A time that is shorter counts for more: the ratio is theirs over ours. */
  private static Row row(Goal goal, List<Double> ours, List<Double> theirs, List<String> notes) {
    if (ours.contains(Double.POSITIVE_INFINITY) || theirs.contains(Double.POSITIVE_INFINITY)) {
      return Row.notMeasured(goal, "a training did not get there");
    }
    return new Row(
        goal,
        Spread.ofRatios(theirs, ours, Double::doubleValue).median(),
        List.of(
            Unit.SECONDS.text(Spread.of(ours, Double::doubleValue)),
            Unit.SECONDS.text(Spread.of(theirs, Double::doubleValue))),
        notes);
  }
}
