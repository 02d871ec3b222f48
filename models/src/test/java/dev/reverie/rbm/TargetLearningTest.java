package dev.reverie.rbm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Machines of every discrete kind learn a target that has every state, in full batches at a falling
 * rate. The mean of five seeds comes within 0.01 nat of exact ascent of the rule's own objective
 * from the same starts: of the penalised likelihood with penalties, of log p(c | v) where classes
 * are learned. A rule that is biased is held against ascent along its own expected update, and its
 * distance to the likelihood's is printed.
 */
final class TargetLearningTest {
  /** In nats. Five standard errors of the mean have to fit in too. */
  private static final double GAP = 0.01;

  /** What there has to be to be learned. */
  private static final double GAIN = 0.025;

  private static final int UPDATES = 300;
  private static final int PARTICLES = 200;

  /** What the table in MODELS.md is of. */
  private static final int MORE_UPDATES = 2000;

  private record Machine(Layer visible, Layer hidden, double rate) {
    TargetLearning learning(TargetRule rule, long updates, int particles) {
      return new TargetLearning(visible, hidden, rule, rate, updates, particles);
    }

    boolean has(TargetRule rule) {
      return (!rule.ofClasses() || visible.parts().size() > 1)
          && (!rule.ofBinaryHidden() || hidden.key().equals(UnitKind.BINARY.key()));
    }
  }

  private static List<Machine> machines(int more) {
    Layer binary = Layer.binary(4 + more);
    Layer spin = Layer.of(UnitKind.SPIN, 4 + more);
    Layer softmax = Layer.softmax(2 + more, 3);
    Layer label = Layer.binary(3 + more).and(Layer.softmax(1, 3));
    return List.of(
        new Machine(binary, Layer.binary(3), 0.5),
        new Machine(spin, Layer.of(UnitKind.SPIN, 3), 0.15),
        new Machine(softmax, Layer.binary(3), 0.5),
        new Machine(label, Layer.binary(3), 0.5),
        new Machine(binary, Layer.softmax(1, 3), 0.5),
        new Machine(spin, Layer.binary(3), 0.3));
  }

  /** Every rule, with the machines taking turns. */
  static Stream<TargetLearning> quick() {
    List<Machine> machines = machines(0);
    return Arrays.stream(TargetRule.values())
        .map(
            rule -> {
              int k = rule.ordinal();
              while (!machines.get(k % machines.size()).has(rule)) {
                k++;
              }
              return machines.get(k % machines.size()).learning(rule, UPDATES, PARTICLES);
            });
  }

  static Stream<TargetLearning> all() {
    return machines(1).stream()
        .flatMap(
            machine ->
                Arrays.stream(TargetRule.values())
                    .filter(machine::has)
                    .map(rule -> machine.learning(rule, MORE_UPDATES, PARTICLES)));
  }

  @ParameterizedTest
  @MethodSource("quick")
  void shouldComeNearExactAscent(TargetLearning learning) {
    assertNear(learning);
  }

  @ParameterizedTest
  @MethodSource("all")
  @Tag("long")
  void shouldComeNearExactAscentWithEveryMachineByEveryRule(TargetLearning learning) {
    System.out.println(learning + ": " + assertNear(learning));
  }

  private static TargetLearning.Figures assertNear(TargetLearning learning) {
    TargetLearning.Figures figures = learning.run();
    TargetLearning.Mean own = figures.ownGap();
    String said = learning + ", seeds 1 to " + TargetLearning.SEEDS + ": " + figures;
    assertTrue(figures.gain().value() > GAIN, said);
    assertTrue(5 * own.error() < GAP, said);
    assertTrue(Math.abs(own.value()) < GAP, said);
    assertTrue(Math.abs(figures.biasedGap() - own.value()) > 5 * own.error(), said);
    return figures;
  }
}
