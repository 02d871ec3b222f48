package dev.reverie.chain;

import dev.reverie.phase.Objective;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.RunSettings;
import java.util.function.BiConsumer;

/** The work of a worker that a node has been given, without an actor. */
public final class CarriedStart {
  private static final byte[] NONE = {};

  private final Worker.WorkFactory factory;
  private final BiConsumer<FromWorker, byte[]> host;

  /**
   * @param tellStates whether a chain's state goes with each contribution
   * @param host takes what the worker says, and the state that goes with it
   */
  public CarriedStart(
      WorkerId id,
      Crew.Start start,
      Objective objective,
      RunSettings run,
      CarriedWork.Host node,
      boolean tellStates,
      BiConsumer<FromWorker, byte[]> host) {
    this.factory =
        new WorkFactories(objective, run, node.store(), node.pool(), node.quantum(), tellStates)
            .of(id, start);
    this.host = host;
  }

  /** Begins an incarnation. */
  public CarriedWork begin(int incarnation) {
    return new CarriedWork(factory.begin(incarnation, this::say));
  }

  private void say(FromWorker message) {
    host.accept(message, message instanceof FromWorker.ChainContribution ? factory.state() : NONE);
  }
}
