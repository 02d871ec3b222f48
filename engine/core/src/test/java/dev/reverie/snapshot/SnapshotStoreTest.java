package dev.reverie.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.parameter.Block;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.parameter.Role;
import dev.reverie.parameter.Snapshot;
import dev.reverie.parameter.Storage;
import dev.reverie.parameter.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SnapshotStoreTest {
  private static final int NUMBERS = 8;
  private static final Layout LAYOUT =
      Layout.builder().add("numbers", Role.LEARNED, Storage.ROWS, 1, NUMBERS).build();
  private static final Block BLOCK = LAYOUT.block("numbers");

  private final SnapshotStore store = new SnapshotStore(LAYOUT, true);

  /** Publishes a version whose numbers are all that of the version; returns the buffer. */
  private Parameters publish(long number) {
    Parameters buffer = store.takeBuffer();
    for (int k = 0; k < NUMBERS; k++) {
      buffer.set(BLOCK, 0, k, number);
    }
    store.publish(new Snapshot(new Version(0, number), buffer));
    return buffer;
  }

  private static void requireVersion(Snapshot snapshot, long number) {
    assertEquals(number, snapshot.version().number());
    for (int k = 0; k < NUMBERS; k++) {
      assertEquals(number, snapshot.parameters().at(BLOCK, 0, k));
    }
  }

  @Test
  void shouldRecycleTheBufferThatNobodyReads() {
    Parameters first = publish(0);
    publish(1);
    Parameters recycled = store.takeBuffer();
    assertSame(first, recycled);
    assertTrue(Float.isNaN(recycled.at(BLOCK, 0, NUMBERS - 1)), "poisoned");
    assertEquals(2, store.allocated());
  }

  @Test
  void shouldKeepABufferUntilItsLastLeaseIsBack() {
    Parameters first = publish(0);
    Lease one = store.lease();
    Lease two = store.lease();
    publish(1);
    requireVersion(one.snapshot(), 0);
    one.close();
    assertNotSame(first, store.takeBuffer());
    requireVersion(two.snapshot(), 0);
    two.close();
    assertSame(first, store.takeBuffer());
    assertEquals(0, store.leased());
  }

  @Test
  void shouldCloseALeaseOnce() {
    Parameters first = publish(0);
    Lease one = store.lease();
    Lease two = store.lease();
    publish(1);
    one.close();
    one.close();
    assertEquals(1, store.leased());
    requireVersion(two.snapshot(), 0);
    two.close();
    two.close();
    assertSame(first, store.takeBuffer());
    assertNotSame(first, store.takeBuffer(), "recycled once");
  }

  @Test
  void shouldNotRecycleTheNewest() {
    Parameters newest = publish(0);
    store.lease().close();
    assertNotSame(newest, store.takeBuffer());
    try (Lease lease = store.lease()) {
      requireVersion(lease.snapshot(), 0);
    }
  }

  @Test
  void shouldLeaveTheBufferOfALostLeaseToTheGarbageCollector() {
    Parameters lost = publish(0);
    store.lease();
    for (int number = 1; number < 20; number++) {
      assertNotSame(lost, publish(number));
    }
    assertEquals(1, store.leased(), "counted");
    assertEquals(3, store.allocated());
  }

  @Test
  void shouldLeaseTheNewest() {
    publish(0);
    publish(1);
    try (Lease lease = store.lease()) {
      requireVersion(lease.snapshot(), 1);
    }
  }

  @Test
  void shouldRefuseToReadAfterClosing() {
    publish(7);
    Lease lease = store.lease();
    lease.close();
    IllegalStateException refused = assertThrows(IllegalStateException.class, lease::snapshot);
    assertEquals("the lease on 0.7 is closed", refused.getMessage());
  }

  @Test
  void shouldRefuseALeaseBeforeThereIsASnapshot() {
    assertThrows(IllegalStateException.class, store::lease);
  }

  @Test
  void shouldTakeBackABufferThatWasNotPublished() {
    publish(0);
    Parameters buffer = store.takeBuffer();
    store.giveBack(buffer);
    assertSame(buffer, store.takeBuffer());
    assertTrue(Float.isNaN(buffer.at(BLOCK, 0, 0)));
  }

  @Test
  void shouldCopyWhatStaysAsItIs() {
    publish(0);
    Snapshot copy = store.copy();
    publish(1);
    publish(2);
    requireVersion(copy, 0);
    assertEquals(0, store.leased());
  }

  @Test
  void shouldPoisonOnlyWhenAsked() {
    SnapshotStore clean = new SnapshotStore(LAYOUT, false);
    Parameters buffer = clean.takeBuffer();
    buffer.set(BLOCK, 0, 3, 5);
    clean.giveBack(buffer);
    assertEquals(5, clean.takeBuffer().at(BLOCK, 0, 3));
  }

  /**
   * Whoever reads without a lease, or shares a buffer with the publisher, finds NaN or two versions
   * in one.
   */
  @Test
  void shouldServeManyReadersWhileOnePublishes() throws InterruptedException, ExecutionException {
    publish(0);
    int readers = 3;
    AtomicInteger reading = new AtomicInteger(readers);
    ExecutorService threads = Executors.newFixedThreadPool(readers);
    List<Future<?>> all = new ArrayList<>();
    for (int reader = 0; reader < readers; reader++) {
      all.add(threads.submit(() -> read(reading)));
    }
    for (int number = 1; reading.get() > 0; number++) {
      publish(number);
    }
    for (Future<?> reader : all) {
      reader.get();
    }
    threads.shutdown();
    assertEquals(0, store.leased());
    assertTrue(store.allocated() <= readers + 2, "allocated=" + store.allocated());
  }

  private void read(AtomicInteger reading) {
    try {
      readOften();
    } finally {
      reading.decrementAndGet();
    }
  }

  private void readOften() {
    long newest = 0;
    for (int reading = 0; reading < 500_000; reading++) {
      try (Lease lease = store.lease()) {
        long number = lease.snapshot().version().number();
        assertTrue(number >= newest, "versions go back");
        newest = number;
        requireVersion(lease.snapshot(), number);
      }
    }
  }
}
