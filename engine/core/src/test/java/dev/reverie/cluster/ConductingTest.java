package dev.reverie.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import dev.reverie.aggregate.Aggregation;
import dev.reverie.chain.Crew;
import dev.reverie.parameter.Version;
import dev.reverie.phase.Objective;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.ToConductor;
import dev.reverie.protocol.ToHost;
import dev.reverie.run.Mode;
import dev.reverie.run.RunSettings;
import dev.reverie.simulation.CountingObjective;
import dev.reverie.snapshot.SnapshotStore;
import dev.reverie.transport.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One host, behind a link that may be slow, and one chain for it to carry. */
class ConductingTest {
  private static final int EPOCH = 3;
  private static final String MARK = "mark";

  /** Half an hour. */
  private static final int LONG = 3600;

  private final Objective objective = new CountingObjective(0, 1, 1, 4, 1);
  private final RunSettings run =
      new RunSettings(Mode.ASYNC, 1, 1, 2, 5, 0, Optional.of(Path.of("nowhere")), Map.of());
  private final ActorRef<ToHost> host = TestInbox.<ToHost>create("host").getRef();
  private final Effects effects = new Effects();
  private final FakeWire wire = new FakeWire();
  private final Conducting conducting = conducting();

  ConductingTest() {
    conducting.opens("here", 1);
    conducting.listed(Set.of(host));
  }

  private Conducting conducting() {
    SnapshotStore store = new SnapshotStore(objective.layout(), true);
    Aggregation.publishFirst(objective, Optional.empty(), store, EPOCH);
    return new Conducting(
        run,
        new Conducting.Epoch(EPOCH, 0, MARK, TestInbox.<ToConductor>create().getRef()),
        new Assignments<>(Crew.all(objective, run), Map.of(), EPOCH),
        Placing.of(objective, run),
        new Nodes(true),
        new Guests(),
        store,
        effects);
  }

  private static final class Effects implements Conducting.Outbox {
    private final List<ToHost> told = new ArrayList<>();

    private <T> List<T> take(Class<T> kind) {
      List<T> some = told.stream().filter(kind::isInstance).map(kind::cast).toList();
      told.clear();
      return some;
    }

    @Override
    public void tell(ActorRef<ToHost> host, ToHost message) {
      told.add(message);
    }

    @Override
    public void watch(ActorRef<ToHost> host) {}

    @Override
    public void unwatch(ActorRef<ToHost> host) {}

    @Override
    public void pass(FromWorker message) {}

    @Override
    public void tell(NodeEvent event) {}

    @Override
    public void log(String line) {}

    @Override
    public void warn(String line) {}
  }

  private static final class FakeWire implements Wire {
    private final List<Frame> sent = new ArrayList<>();
    private boolean closed;

    @Override
    public void send(Frame frame) {
      sent.add(frame);
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public long bytesReceived() {
      return 0;
    }

    @Override
    public long bytesSent() {
      return 0;
    }
  }

  private ToHost.Welcome hello() {
    conducting.receive(
        new ToConductor.Hello(
            EPOCH,
            host,
            "node",
            1,
            new Version(0, 0),
            Identities.of(run, true, Optional.of(MARK))));
    return effects.take(ToHost.Welcome.class).get(0);
  }

  /** The host has connected and asked for a first snapshot, which is on its way. */
  private void connect() {
    conducting.opened(wire, hello().token());
    pull(Optional.empty());
    assertEquals(1, wire.sent.size());
  }

  private void pull(Optional<Version> have) {
    conducting.pulled(wire, new DataFrames.Pull(have, 1));
  }

  private void tick(int times) {
    for (int n = 0; n < times; n++) {
      conducting.tick();
    }
  }

  @Test
  void shouldInviteAgainWhoDoesNotConnect() {
    hello();
    tick(40);
    assertEquals(List.of(), effects.take(ToHost.Invite.class));
    tick(1);
    assertEquals(1, effects.take(ToHost.Invite.class).size());
  }

  @Test
  void shouldWaitForAFirstSnapshotHoweverLongItTakes() {
    connect();
    tick(LONG);
    assertEquals(List.of(), effects.take(ToHost.Invite.class));
    assertFalse(wire.closed);
    conducting.receive(new ToConductor.Joined(EPOCH, host));
    assertEquals(1, effects.take(ToHost.Carry.class).size());
  }

  @Test
  void shouldInviteAgainWhoseConnectionEndsBeforeTheFirstSnapshotIsThere() {
    connect();
    conducting.closed(wire);
    assertTrue(wire.closed);
    tick(1);
    assertEquals(1, effects.take(ToHost.Invite.class).size());
  }

  @Test
  void shouldHearOverTheConnectionThatAHostHasParametersWhereItsWordGetsLost() {
    connect();
    assertEquals(List.of(), effects.take(ToHost.Carry.class));
    pull(Optional.of(new Version(EPOCH, 0)));
    assertEquals(1, effects.take(ToHost.Carry.class).size());
  }

  @Test
  void shouldGiveWorkersOnceHoweverOftenItHearsThatAHostHasParameters() {
    connect();
    conducting.receive(new ToConductor.Joined(EPOCH, host));
    effects.take(ToHost.Carry.class);
    pull(Optional.of(new Version(EPOCH, 0)));
    conducting.receive(new ToConductor.Joined(EPOCH, host));
    pull(Optional.of(new Version(EPOCH, 1)));
    assertEquals(List.of(), effects.take(ToHost.Carry.class));
  }

  @Test
  void shouldGiveNoWorkersAfterTheEnd() {
    connect();
    conducting.end("completed", "");
    pull(Optional.of(new Version(EPOCH, 0)));
    assertEquals(List.of(), effects.take(ToHost.Carry.class));
  }
}
