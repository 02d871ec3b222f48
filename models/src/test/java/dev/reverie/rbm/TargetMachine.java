package dev.reverie.rbm;

import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small machine of discrete units, which rules are tried on.
 *
 * @param rate of learning that suits it
 */
record TargetMachine(Layer visible, Layer hidden, double rate) {
  /** A machine and a rule that it has. */
  record Turn(TargetMachine machine, TargetRule rule) {
    @Override
    public String toString() {
      return machine.visible.key() + " x " + machine.hidden.key() + " " + rule;
    }
  }

  /** Every kind in either layer; labels are the last visible units of one. */
  static List<TargetMachine> all(int more) {
    Layer binary = Layer.binary(4 + more);
    Layer spin = Layer.of(UnitKind.SPIN, 4 + more);
    Layer softmax = Layer.softmax(2 + more, 3);
    Layer label = Layer.binary(3 + more).and(Layer.softmax(1, 3));
    return List.of(
        new TargetMachine(binary, Layer.binary(3), 0.5),
        new TargetMachine(spin, Layer.of(UnitKind.SPIN, 3), 0.15),
        new TargetMachine(softmax, Layer.binary(3), 0.5),
        new TargetMachine(label, Layer.binary(3), 0.5),
        new TargetMachine(binary, Layer.softmax(2, 3), 0.5),
        new TargetMachine(spin, Layer.binary(3), 0.3));
  }

  /** Every rule, with the machines taking turns. */
  static Stream<Turn> turns(int more) {
    List<TargetMachine> machines = all(more);
    return Arrays.stream(TargetRule.values())
        .map(
            rule -> {
              int k = rule.ordinal();
              while (!machines.get(k % machines.size()).has(rule)) {
                k++;
              }
              return new Turn(machines.get(k % machines.size()), rule);
            });
  }

  /** Every rule with every machine that has it. */
  static Stream<Turn> pairs(int more) {
    return all(more).stream()
        .flatMap(
            machine ->
                Arrays.stream(TargetRule.values())
                    .filter(machine::has)
                    .map(rule -> new Turn(machine, rule)));
  }

  private boolean has(TargetRule rule) {
    return (!rule.ofClasses() || visible.parts().size() > 1)
        && (!rule.ofBinaryHidden() || hidden.key().equals(UnitKind.BINARY.key()));
  }
}
