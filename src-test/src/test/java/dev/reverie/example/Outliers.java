package dev.reverie.example;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import dev.reverie.energy.Energy;
import dev.reverie.engine.Engine;
import dev.reverie.engine.EngineCommand;
import dev.reverie.engine.EngineEvent;
import dev.reverie.metropolis.MetropolisObjective;
import dev.reverie.optimise.Schedule;
import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where numbers with outliers lie, and how wide: Student's t distribution of 3 degrees of freedom.
 * All that a user writes for an energy of their own and its training.
 */
final class Outliers implements Energy {
  @Override
  public int dimensions() {
    return 1;
  }

  @Override
  public List<String> parameterNames() {
    return List.of("centre", "log_width");
  }

  @Override
  public double at(double[] x, double[] theta) {
    double z = (x[0] - theta[0]) * StrictMath.exp(-theta[1]);
    return 2 * StrictMath.log1p(z * z / 3);
  }

  static Behavior<EngineCommand> learn(double[][] rows, ActorRef<EngineEvent> subscriber) {
    MetropolisObjective objective =
        MetropolisObjective.of(new Outliers())
            .data(rows)
            .particles(100, 5)
            .stepSize(1, 50)
            .rate(new Schedule(0.5, Schedule.Decay.LINEAR, 400)::at)
            .build();
    RunSettings run = new RunSettings(Mode.LOCKSTEP, 4, 1, 0, 400, 0, Optional.empty(), Map.of());
    return Engine.create(objective, run, Optional.empty(), subscriber);
  }
}
