package dev.reverie.chain;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.reverie.checkpoint.Succession;
import dev.reverie.phase.Objective;
import dev.reverie.protocol.FromWorkerEnvelope;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.RunSettings;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.util.Map;
import java.util.function.Supplier;

/** Has all workers of a training on one node. Takes no messages. */
public final class ChainHost extends AbstractBehavior<Void> {
  private final Crew crew;

  /**
   * @param particles gives the states of all particles by phase, as a checkpoint has them; none to
   *     start anew. Asked once
   */
  public static Behavior<Void> create(
      Objective objective,
      RunSettings run,
      HostSettings settings,
      Supplier<Map<String, byte[]>> particles,
      SnapshotStore store,
      SumsPool pool,
      ActorRef<FromWorkerEnvelope> aggregator) {
    return Behaviors.setup(
        context -> {
          Crew crew = new Crew(context, objective, run, settings, store, pool, aggregator, false);
          Map<String, byte[]> from = particles.get();
          for (WorkerId id : Crew.all(objective, run)) {
            crew.start(id, 0, start(id, objective, run, from));
          }
          return new ChainHost(context, crew);
        });
  }

  private static Crew.Start start(
      WorkerId id, Objective objective, RunSettings run, Map<String, byte[]> particles) {
    byte[] states =
        id.isDataWorker() ? null : particles.get(objective.phases().get(id.phase()).name());
    return states == null
        ? Crew.Start.ANEW
        : new Crew.Start(Crew.slice(id, objective, run, states), Succession.LIVES);
  }

  private ChainHost(ActorContext<Void> context, Crew crew) {
    super(context);
    this.crew = crew;
  }

  @Override
  public Receive<Void> createReceive() {
    return newReceiveBuilder().onSignal(Terminated.class, this::onEnded).build();
  }

  private Behavior<Void> onEnded(Terminated ended) {
    crew.ended(ended);
    return this;
  }
}
