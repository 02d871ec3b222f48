package dev.reverie.crash;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.CheckpointStore;
import dev.reverie.engine.Engine;
import dev.reverie.engine.EngineEvent;
import java.util.Optional;

/**
 * Trains until it is done, or killed, and goes on from the newest checkpoint if there is one. Says
 * {@code from N} when it begins, {@code update N} before it makes an update that follows N others,
 * and at last its status.
 */
final class CrashProgram {
  private CrashProgram() {}

  public static void main(String[] arguments) {
    CrashSettings settings = CrashSettings.of(arguments);
    Optional<Checkpoint> newest = new CheckpointStore(settings.folder()).newest().checkpoint();
    say("from " + newest.map(Checkpoint::updates).orElse(0L));
    ActorSystem.create(guardian(settings, newest), "crash");
  }

  private static Behavior<EngineEvent> guardian(
      CrashSettings settings, Optional<Checkpoint> resumeFrom) {
    return Behaviors.setup(
        context -> {
          context.spawn(
              Engine.create(
                  new TalkingObjective(settings.objective()),
                  settings.runSettings(),
                  resumeFrom,
                  context.getSelf()),
              "engine");
          return Behaviors.receive(EngineEvent.class)
              .onMessage(
                  EngineEvent.Finished.class,
                  finished -> {
                    say(finished.outcome().status() + finished.outcome().reason());
                    return Behaviors.stopped();
                  })
              .onAnyMessage(event -> Behaviors.same())
              .build();
        });
  }

  /** A line that is out before anything else happens. */
  static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
