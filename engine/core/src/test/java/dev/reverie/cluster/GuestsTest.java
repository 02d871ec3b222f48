package dev.reverie.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import dev.reverie.protocol.ToHost;
import dev.reverie.transport.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GuestsTest {
  private static final int LONG = 1000;

  private final ActorRef<ToHost> host = TestInbox.<ToHost>create().getRef();
  private final Guests guests = new Guests();
  private final SlowWire wire = new SlowWire();

  /** A connection over which a byte goes from time to time. */
  private static final class SlowWire implements Wire {
    private long sent;

    @Override
    public void send(Frame frame) {}

    @Override
    public void close() {}

    @Override
    public long bytesReceived() {
      return 0;
    }

    @Override
    public long bytesSent() {
      return sent;
    }
  }

  private int ticksUntilGivenUp(int most) {
    for (int tick = 1; tick <= most; tick++) {
      if (guests.tick().equals(List.of(host))) {
        return tick;
      }
    }
    return most + 1;
  }

  @Test
  void shouldGiveUpWhoSaysHelloAndThenNothing() {
    guests.welcome(host, "node-2", 1);
    assertEquals(41, ticksUntilGivenUp(LONG));
  }

  @Test
  void shouldWaitForAFirstSnapshotOverASlowLink() {
    guests.opened(wire, guests.welcome(host, "node-2", 1));
    for (int n = 0; n < 100; n++) {
      wire.sent++;
      assertEquals(31, ticksUntilGivenUp(30));
    }
    assertEquals(41 - 29, ticksUntilGivenUp(LONG), "29 were silent after the last byte");
  }
}
