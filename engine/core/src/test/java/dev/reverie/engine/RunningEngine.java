package dev.reverie.engine;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.reverie.parameter.Snapshot;
import dev.reverie.run.Outcome;
import dev.reverie.run.Particles;
import dev.reverie.run.Progress;
import java.util.List;
import java.util.function.Predicate;

/** An engine as a test sees it, which is as any application does. */
final class RunningEngine {
  private final ActorTestKit testKit;
  private final ActorRef<EngineCommand> engine;
  private final TestProbe<EngineEvent> events;

  RunningEngine(
      ActorTestKit testKit, ActorRef<EngineCommand> engine, TestProbe<EngineEvent> events) {
    this.testKit = testKit;
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

  /** Asks the engine to stop, and waits for the reply. */
  Outcome stop() {
    TestProbe<Outcome> reply = testKit.createTestProbe(Outcome.class);
    engine.tell(new EngineCommand.Stop(reply.getRef()));
    return reply.receiveMessage();
  }

  Snapshot copyParameters() {
    TestProbe<Snapshot> reply = testKit.createTestProbe(Snapshot.class);
    engine.tell(new EngineCommand.CopyParameters(reply.getRef()));
    return reply.receiveMessage();
  }

  List<Particles> drawParticles() {
    TestProbe<List<Particles>> reply = testKit.createTestProbe();
    engine.tell(new EngineCommand.DrawParticles(reply.getRef()));
    return reply.receiveMessage();
  }

  /** Stops the actor from outside, as an application that ends does. */
  void kill() {
    testKit.stop(engine);
  }
}
