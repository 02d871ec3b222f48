package dev.reverie.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class OutboxTest {
  private static Frame frame(int type, long key) {
    return new Frame((byte) type, key, new byte[0]);
  }

  @Test
  void shouldReplaceWhatWaitsAndKeepTheOrderOfKeys() {
    Outbox outbox = new Outbox(3);
    Frame newest = frame(1, 1);
    Frame sameKeyOtherType = frame(2, 1);
    Frame otherKey = frame(1, 2);
    outbox.put(frame(1, 1));
    outbox.put(otherKey);
    outbox.put(sameKeyOtherType);
    outbox.put(newest);
    assertEquals(3, outbox.size());
    assertSame(newest, outbox.poll());
    assertSame(otherKey, outbox.poll());
    assertSame(sameKeyOtherType, outbox.poll());
    assertNull(outbox.poll());
  }

  @Test
  void shouldRefuseMoreKeysThanStated() {
    Outbox outbox = new Outbox(2);
    outbox.put(frame(1, 1));
    outbox.put(frame(1, 2));
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> outbox.put(frame(1, 3)));
    assertEquals("frames waiting=2, must be under max-keys=2", refusal.getMessage());
    outbox.put(frame(1, 2));
    outbox.poll();
    outbox.put(frame(1, 3));
    assertEquals(2, outbox.size());
  }

  @Test
  void shouldWakeOnceForEachTimeNothingWasFound() {
    AtomicInteger woken = new AtomicInteger();
    Outbox outbox = new Outbox(9);
    outbox.attach(woken::incrementAndGet);
    outbox.put(frame(1, 1));
    assertEquals(0, woken.get());
    outbox.poll();
    outbox.poll();
    outbox.put(frame(1, 1));
    outbox.put(frame(1, 2));
    assertEquals(1, woken.get());
  }

  @Test
  void shouldDropAndIgnoreEverythingOnceClosed() {
    AtomicInteger woken = new AtomicInteger();
    Outbox outbox = new Outbox(1);
    outbox.attach(woken::incrementAndGet);
    outbox.put(frame(1, 1));
    outbox.close();
    assertEquals(1, woken.get());
    outbox.put(frame(1, 2));
    outbox.put(frame(1, 3));
    assertEquals(0, outbox.size());
    assertNull(outbox.poll());
  }
}
