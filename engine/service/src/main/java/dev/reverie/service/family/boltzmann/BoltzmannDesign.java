package dev.reverie.service.family.boltzmann;

import dev.reverie.boltzmann.BoltzmannLearning;
import dev.reverie.boltzmann.BoltzmannMachine;
import dev.reverie.boltzmann.BoltzmannObjective;
import dev.reverie.boltzmann.Roles;
import dev.reverie.coupling.EdgeListReader;
import dev.reverie.coupling.Graph;
import dev.reverie.data.BinaryRows;
import dev.reverie.optimise.Schedule;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.family.Design;
import dev.reverie.service.family.Learner;
import dev.reverie.service.family.LearningData;
import dev.reverie.service.settings.Found;
import dev.reverie.service.settings.Texts;
import dev.reverie.unit.Layer;
import dev.reverie.unit.UnitKind;
import java.nio.file.Path;

/**
 * Which units there are, how they are coupled, and how they learn.
 *
 * @param graph a file of edges; {@code none} for all pairs
 * @param learning at the rate of the start
 */
record BoltzmannDesign(
    UnitKind kind,
    int hidden,
    String labels,
    String graph,
    double temperature,
    Schedule.Decay rateDecay,
    BoltzmannLearning learning)
    implements Design {
  /** The most edges that are made without a file: those of 2,800 units. */
  static final int MOST_COMPLETE = 4_000_000;

  @Override
  public String describe(Found found) {
    return Numbers.format(
        "%d visible (%d x %d, %s) and %d hidden units, coupled %s",
        found.visible(),
        found.height(),
        found.width(),
        kind.key(),
        hidden,
        graph.equals(Texts.NONE) ? "all with all" : "as " + graph + " tells");
  }

  @Override
  public Layer visible(int columns, int classes) {
    return layer(kind, columns, classes);
  }

  /** Labels are a group behind the columns; a layer of spins would not have them. */
  static Layer layer(UnitKind kind, int columns, int classes) {
    return classes == 0
        ? Layer.of(kind, columns)
        : Layer.binary(columns).and(Layer.softmax(1, classes));
  }

  @Override
  public Learner learner(LearningData data) {
    BinaryRows rows = (BinaryRows) data.train();
    Roles roles = roles(data.visible());
    BoltzmannMachine machine = new BoltzmannMachine(edges(roles), roles, kind, temperature);
    Schedule schedule = new Schedule(learning.rate().rate(), rateDecay, data.updates());
    BoltzmannObjective objective =
        new BoltzmannObjective(machine, rows, data.batches(), learning.at(schedule));
    return new BoltzmannLearner(machine, objective, schedule, new BoltzmannObserver(machine, data));
  }

  private Roles roles(Layer visible) {
    Layer.Part last = visible.parts().get(visible.parts().size() - 1);
    int classes = last.kind() == UnitKind.SOFTMAX ? last.units() : 0;
    return new Roles(visible.units() - classes, classes, hidden);
  }

  private Graph edges(Roles roles) {
    return graph.equals(Texts.NONE)
        ? roles.complete(MOST_COMPLETE)
        : EdgeListReader.readGraph(Path.of(graph), 0, roles.units());
  }
}
