package dev.reverie.benchmark.peers;

import dev.reverie.benchmark.peers.table.Goal;
import dev.reverie.benchmark.peers.table.Row;
import dev.reverie.benchmark.peers.table.Spread;
import dev.reverie.benchmark.peers.table.Unit;
import dev.reverie.benchmark.peers.workload.Pace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * The rows about the time to {@link TimeToNats#LEVEL}. In the first round each side tries all
 * paces; in the others, with other seeds, it takes the one that was quickest.
 */
final class NatsRows {
  /** Three and five passes over MNIST. */
  private static final List<Pace> FALLING =
      List.of(Pace.falling(0.1, 1_800), Pace.falling(0.1, 3_000));

  /** What scikit-learn offers without a loop around it; it takes the better of these and ours. */
  private static final List<Pace> CONSTANT =
      List.of(Pace.constant(0.05, 9_000), Pace.constant(0.02, 9_000));

  private static final Goal CORES =
      new Goal("two cores against one of our own, time to -100 nats", Unit.TIMES, 1.6, 1.9);
  private static final Goal SKLEARN =
      Goal.none("training against scikit-learn, time to -100 nats", Unit.TIMES);

  /** A training at a pace, with a seed. */
  @FunctionalInterface
  interface Trainer {
    TimeToNats.Reached train(Pace pace, long seed);
  }

  private final int rounds;
  private final List<String> curves = new ArrayList<>();

  NatsRows(int rounds) {
    this.rounds = rounds;
  }

  /**
   * Trains all sides in turn.
   *
   * @param two nothing where there is one core only
   * @param peer nothing where scikit-learn is not installed
   */
  List<Row> rows(Trainer one, Optional<Trainer> two, Optional<Trainer> peer) {
    LongFunction<Double> ofOne = side(FALLING, one);
    Optional<LongFunction<Double>> ofTwo = two.map(trainer -> side(FALLING, trainer));
    Optional<LongFunction<Double>> ofPeer =
        peer.map(
            trainer -> side(Stream.concat(FALLING.stream(), CONSTANT.stream()).toList(), trainer));
    List<Double> ones = new ArrayList<>();
    List<Double> twos = new ArrayList<>();
    List<Double> peers = new ArrayList<>();
    for (long seed = 1; seed <= rounds; seed++) {
      long now = seed;
      ones.add(ofOne.apply(now));
      ofTwo.ifPresent(side -> twos.add(side.apply(now)));
      ofPeer.ifPresent(side -> peers.add(side.apply(now)));
    }
    return List.of(
        two.isPresent()
            ? row(CORES, twos, ones, List.of())
            : Row.notMeasured(CORES, "there is one core only"),
        peer.isPresent()
            ? row(SKLEARN, ones, peers, curves)
            : Row.notMeasured(SKLEARN, "sklearn is not installed"));
  }

  /** The rows of trainings that failed. */
  static List<Row> notMeasured(String reason) {
    return List.of(Row.notMeasured(CORES, reason), Row.notMeasured(SKLEARN, reason));
  }

  /** Seconds of one side by seed; the first asked for decides the pace. */
  private LongFunction<Double> side(List<Pace> paces, Trainer trainer) {
    List<Pace> left = new ArrayList<>(paces);
    return seed -> {
      TimeToNats.Reached quickest =
          left.stream()
              .map(pace -> keep(trainer.train(pace, seed)))
              .min(Comparator.comparingDouble(NatsRows::seconds))
              .orElseThrow();
      left.retainAll(List.of(quickest.pace()));
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
