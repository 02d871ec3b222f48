package dev.reverie.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.phase.DividedUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class MakingTest {
  private static final int PARTS = 7;

  private final AtomicIntegerArray made = new AtomicIntegerArray(PARTS);
  private final List<Making> told = new ArrayList<>();
  private Makers makers = new Makers(1);

  /**
   * @param before happens before each part
   */
  private Making making(IntConsumer before) {
    DividedUpdate update =
        new DividedUpdate() {
          @Override
          public int parts() {
            return PARTS;
          }

          @Override
          public void make(int part) {
            before.accept(part);
            made.incrementAndGet(part);
          }

          @Override
          public void finish() {
            throw new AssertionError("not for those who make parts");
          }
        };
    return new Making(update, makers, told::add);
  }

  private void requireMade(int... times) {
    for (int part = 0; part < PARTS; part++) {
      assertEquals(times[part], made.get(part), "part " + part);
    }
  }

  @Test
  void shouldMakeEachPartOnce() {
    Making making = making(part -> {});
    assertTrue(making.makeParts());
    assertFalse(making.makeParts(), "there is nothing left");
    requireMade(1, 1, 1, 1, 1, 1, 1);
    assertTrue(making.failure().isEmpty());
    assertEquals(List.of(), told, "whoever has made the last part need not be told");
  }

  @Test
  void shouldTellWhenAHelperEndsTheLastPart() {
    Making making = making(part -> {});
    making.run();
    making.run();
    assertEquals(List.of(making), told);
  }

  /** Whoever comes while the last part is being made by another. */
  @Test
  void shouldNotTellBeforeTheLastPartHasEnded() {
    AtomicInteger depth = new AtomicInteger();
    Making[] making = new Making[1];
    making[0] =
        making(
            part -> {
              if (part == PARTS - 1 && depth.incrementAndGet() == 1) {
                assertFalse(making[0].makeParts());
              }
            });
    assertTrue(making[0].makeParts());
    assertEquals(1, depth.get());
  }

  @Test
  void shouldMakeNoPartAfterOneThatFailed() {
    Making making =
        making(
            part -> {
              if (part == 2) {
                throw new IllegalStateException("part 2");
              }
            });
    assertTrue(making.makeParts());
    requireMade(1, 1, 0, 0, 0, 0, 0);
    assertEquals("part 2", making.failure().orElseThrow().getMessage());
  }

  @Test
  void shouldEndWhateverIsThrown() {
    Making making =
        making(
            part -> {
              throw new StackOverflowError("part " + part);
            });
    assertTrue(making.makeParts());
    assertEquals("part 0", making.failure().orElseThrow().getMessage());
  }

  /** Part 0 begins first and fails last. */
  @Test
  void shouldTellTheFirstFailureInTheOrderOfTheParts() throws Exception {
    CountDownLatch otherFailed = new CountDownLatch(1);
    AtomicInteger claims = new AtomicInteger();
    CountDownLatch bothBegun = new CountDownLatch(2);
    Making making =
        making(
            part -> {
              claims.incrementAndGet();
              bothBegun.countDown();
              await(bothBegun);
              if (part == 0) {
                await(otherFailed);
              }
              throw new IllegalStateException("part " + part);
            });
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Boolean> one = threads.submit(making::makeParts);
      Future<Boolean> other = threads.submit(making::makeParts);
      while (making.failure().isEmpty()) {
        Thread.onSpinWait();
      }
      assertEquals("part 1", making.failure().orElseThrow().getMessage());
      otherFailed.countDown();
      assertTrue(
          one.get(1, TimeUnit.MINUTES) ^ other.get(1, TimeUnit.MINUTES), "one is the last to end");
    } finally {
      threads.shutdownNow();
    }
    assertEquals("part 0", making.failure().orElseThrow().getMessage());
    assertEquals(2, claims.get(), "parts that were begun");
  }

  /** What a thread wrote last time still lies in its core's caches. */
  @Test
  void shouldBeginWithTheSamePartsOnTheSameThread() throws Exception {
    makers = new Makers(2);
    ExecutorService one = Executors.newSingleThreadExecutor();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      for (int update = 0; update < 3; update++) {
        assertEquals(List.of(0, 1, 2, 6, 5, 4, 3), order(one));
        assertEquals(List.of(3, 4, 5, 6, 2, 1, 0), order(other));
      }
    } finally {
      one.shutdownNow();
      other.shutdownNow();
    }
  }

  /** Threads of a pool end when there is nothing to do. */
  @Test
  void shouldGiveTheOldestShareToANewThread() throws Exception {
    makers = new Makers(2);
    List<ExecutorService> threads = new ArrayList<>();
    try {
      for (int k = 0; k < 4; k++) {
        threads.add(Executors.newSingleThreadExecutor());
        assertEquals(k % 2, threads.get(k).submit(makers::share).get());
      }
      assertEquals(1, threads.get(3).submit(makers::share).get());
    } finally {
      threads.forEach(ExecutorService::shutdownNow);
    }
  }

  private List<Integer> order(ExecutorService thread) throws Exception {
    List<Integer> order = new ArrayList<>();
    assertTrue(thread.submit(making(order::add)::makeParts).get());
    return order;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(1, TimeUnit.MINUTES));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
