package dev.reverie.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import dev.reverie.aggregate.Aggregation;
import dev.reverie.aggregate.Outbox;
import dev.reverie.chain.Crew;
import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.checkpoint.Succession;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Version;
import dev.reverie.phase.DividedUpdate;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Tile;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.ToHost;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.run.Mode;
import dev.reverie.run.Outcome;
import dev.reverie.run.Particles;
import dev.reverie.run.RunSettings;
import dev.reverie.simulation.CountingObjective;
import dev.reverie.simulation.SimulatedMaking;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.snapshot.SumsPool;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The aggregator's node crashes again and again; one chain of four particles, and no data. */
class EpochsInARowTest {
  private static final WorkerId CHAIN = new WorkerId(0, 0);
  private static final int PARTICLES = 4;

  private final Objective objective = new CountingObjective(0, 1, 1, PARTICLES, 1);

  private static RunSettings run(Mode mode) {
    return new RunSettings(mode, 1, 1, 2, 100, 1, Optional.of(Path.of("nowhere")), Map.of());
  }

  /** An epoch, with all that its aggregator does. */
  private final class Reign implements Outbox {
    private final RunSettings run;
    private final Assignments<ActorRef<ToHost>> assignments;
    private final Aggregation aggregation;
    private ToWorker.Proceed told;
    private ToWorker.Capture asked;
    private Optional<Checkpoint> checkpoint = Optional.empty();
    private int hosts;

    Reign(int epoch, Optional<Checkpoint> newest, Mode mode) {
      run = run(mode);
      Optional<Checkpoint> from =
          newest.map(older -> Succession.of(older, epoch, objective, run.mode()));
      SnapshotStore store = new SnapshotStore(objective.layout(), true);
      Snapshot first = Aggregation.publishFirst(objective, from, store, epoch);
      SumsPool pool = new SumsPool(objective.phases());
      aggregation =
          new Aggregation(objective, run, new Nodes(true), from, first, store, pool, this);
      assignments = Conductor.assignments(objective, run, from, epoch);
    }

    /** The step that the chain's first particle begins with on the next host. */
    long firstStep() {
      ActorRef<ToHost> host = TestInbox.<ToHost>create("host-" + hosts++).getRef();
      int assignment = assignments.place(Map.of(CHAIN, host)).get(0).assignment();
      Assignments.Start start = assignments.start(host, CHAIN, assignment);
      byte[] anew = new byte[16 * PARTICLES];
      Tile tile =
          Crew.read(CHAIN, objective, run, start.state().length == 0 ? anew : start.state());
      tile.skipLostSteps(start.lives());
      ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
      tile.write(0, bytes);
      return bytes.getLong(Long.BYTES);
    }

    void contribute() {
      aggregation.receive(new FromWorker.Ready(CHAIN, 0));
      aggregation.receive(
          new FromWorker.ChainContribution(
              CHAIN,
              0,
              told.sequence(),
              aggregation.progress().version(),
              new CountingObjective.Total(),
              new double[PARTICLES]));
    }

    void captured(byte[] states) {
      aggregation.receive(new FromWorker.Captured(CHAIN, 0, asked.capture(), states));
    }

    @Override
    public void send(WorkerId to, ToWorker message) {
      if (message instanceof ToWorker.Proceed proceed) {
        told = proceed;
      } else if (message instanceof ToWorker.Capture capture) {
        asked = capture;
      }
    }

    @Override
    public boolean make(DividedUpdate update) {
      SimulatedMaking parts =
          new SimulatedMaking(
              update, failure -> failure.ifPresentOrElse(aggregation::notMade, aggregation::made));
      for (int part = 0; part < update.parts(); part++) {
        parts.make(part);
      }
      return false;
    }

    @Override
    public void updated(boolean endOfPass) {}

    @Override
    public void save(Checkpoint taken) {
      checkpoint = Optional.of(taken);
    }

    @Override
    public void drawn(List<Particles> particles) {}

    @Override
    public void finished(Outcome outcome) {}
  }

  private Reign first(Mode mode) {
    Reign first = new Reign(0, Optional.empty(), mode);
    first.contribute();
    first.captured(new byte[16 * PARTICLES]);
    assertEquals(new Version(0, 1), first.checkpoint.orElseThrow().version());
    return first;
  }

  @Test
  void shouldHaveNoStepMadeAgainThatAnEpochMayHaveMadeAfterItsCheckpoint() {
    Reign first = first(Mode.ASYNC);
    Reign second = new Reign(1, first.checkpoint, Mode.ASYNC);
    assertTrue(second.firstStep() >= allOf(first.firstStep()));
    assertTrue(new Reign(7, first.checkpoint, Mode.ASYNC).firstStep() >= allOf(second.firstStep()));
  }

  /** The chain is gone before it has told its state, and a checkpoint takes the one of before. */
  @Test
  void shouldHaveNoStepMadeAgainFromAStateOfAnOlderEpochThatWasWrittenOnceMore() {
    Reign second = new Reign(1, first(Mode.ASYNC).checkpoint, Mode.ASYNC);
    long used = second.firstStep();
    second.contribute();
    second.aggregation.remind();
    assertEquals(new Version(1, 2), second.checkpoint.orElseThrow().version());
    Reign third = new Reign(2, second.checkpoint, Mode.ASYNC);
    assertTrue(third.firstStep() >= allOf(used));
    Reign later = new Reign(9, second.checkpoint, Mode.ASYNC);
    assertTrue(later.firstStep() >= allOf(third.firstStep()));
  }

  @Test
  void shouldGoBackToTheCheckpointInLockstep() {
    Reign second = new Reign(1, first(Mode.LOCKSTEP).checkpoint, Mode.LOCKSTEP);
    assertEquals(0, second.firstStep());
  }

  /** Beyond all steps of an epoch in which a chain began with that one. */
  private static long allOf(long step) {
    return step + ((long) Succession.LIVES << 40);
  }
}
