package dev.reverie.engine;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import dev.reverie.parameter.Snapshot;
import dev.reverie.run.Outcome;
import dev.reverie.run.Particles;
import dev.reverie.run.Progress;
import java.util.List;
import java.util.function.Predicate;

/** An engine as a test sees it, which is as any application does. */
final class RunningEngine {
  private final ActorSystem<?> system;
  private final ActorRef<EngineCommand> engine;
  private final TestProbe<EngineEvent> events;

  /**
   * @param events of a subscriber
   */
  RunningEngine(
      ActorSystem<?> system, ActorRef<EngineCommand> engine, TestProbe<EngineEvent> events) {
    this.system = system;
    this.engine = engine;
    this.events = events;
  }

  ActorRef<EngineCommand> ref() {
    return engine;
  }

  /** How the run ended, after the engine has stopped itself. */
  Outcome outcome() {
    EngineEvent event = events.receiveMessage();
    while (!(event instanceof EngineEvent.Finished)) {
      event = events.receiveMessage();
    }
    events.expectTerminated(engine);
    return ((EngineEvent.Finished) event).outcome();
  }

  /** The first progress that is as wanted. */
  Progress await(Predicate<Progress> wanted) {
    while (true) {
      EngineEvent event = events.receiveMessage();
      if (event instanceof EngineEvent.Finished finished) {
        throw new AssertionError("ended before: " + finished.outcome());
      }
      Progress progress =
          event instanceof EngineEvent.Advanced advanced
              ? advanced.progress()
              : ((EngineEvent.PassEnded) event).progress();
      if (wanted.test(progress)) {
        return progress;
      }
    }
  }

  /** The end of a pass over the data, with its parameters. */
  EngineEvent.PassEnded awaitPassEnd() {
    EngineEvent event = events.receiveMessage();
    while (!(event instanceof EngineEvent.PassEnded)) {
      event = events.receiveMessage();
    }
    return (EngineEvent.PassEnded) event;
  }

  /** Asks the engine to stop, and waits for the reply. */
  Outcome stop() {
    return askToStop().receiveMessage();
  }

  /** Asks the engine to stop, and does not wait. */
  TestProbe<Outcome> askToStop() {
    TestProbe<Outcome> reply = TestProbe.create(Outcome.class, system);
    engine.tell(new EngineCommand.Stop(reply.getRef()));
    return reply;
  }

  Snapshot copyParameters() {
    TestProbe<Snapshot> reply = TestProbe.create(Snapshot.class, system);
    engine.tell(new EngineCommand.CopyParameters(reply.getRef()));
    return reply.receiveMessage();
  }

  List<Particles> drawParticles() {
    TestProbe<List<Particles>> reply = TestProbe.create(system);
    engine.tell(new EngineCommand.DrawParticles(reply.getRef()));
    return reply.receiveMessage();
  }

  /** Has this subscriber go without a word. */
  void leave() {
    events.stop();
  }

  /** Waits until the actor is gone with all its children. */
  void awaitEnd() {
    events.expectTerminated(engine);
  }
}
