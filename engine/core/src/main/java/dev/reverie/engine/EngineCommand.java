package dev.reverie.engine;

import akka.actor.typed.ActorRef;
import dev.reverie.parameter.Snapshot;
import dev.reverie.run.Outcome;
import dev.reverie.run.Particles;
import java.util.List;

/** What an engine is asked to do. */
public interface EngineCommand {
  /** Send events to the subscriber from now on, until it or the engine stops. */
  record Subscribe(ActorRef<EngineEvent> subscriber) implements EngineCommand {}

  /** Reply with a copy of the newest parameters. */
  record CopyParameters(ActorRef<Snapshot> replyTo) implements EngineCommand {}

  /**
   * Reply with the fantasy particles of every persistent phase as they are at the next border
   * between two steps.
   */
  record DrawParticles(ActorRef<List<Particles>> replyTo) implements EngineCommand {}

  /** Stop at a clean point, write a checkpoint where there is a folder for it, reply, and end. */
  record Stop(ActorRef<Outcome> replyTo) implements EngineCommand {}
}
