package dev.reverie.service.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.service.console.ManualClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class BackgroundTest {
  private final ManualClock clock = new ManualClock();

  /** Waits until all that was given is done: this work comes last. */
  private static void settle(Background background) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    background.always(done::countDown);
    done.await();
  }

  @Test
  void shouldRefuseCostlyWorkWhileOtherSuchWorkIsUnderWay() throws Exception {
    try (Background background = new Background(clock)) {
      CountDownLatch free = new CountDownLatch(1);
      assertTrue(background.offer(() -> await(free)));
      assertFalse(background.offer(() -> {}));
      free.countDown();
      settle(background);
      assertTrue(background.offer(() -> {}));
    }
  }

  @Test
  void shouldSpendNoMoreThanItsShareOfTheTime() throws Exception {
    double work = 0.1;
    int done = 0;
    try (Background background = new Background(clock)) {
      for (int second = 0; second < 1000; second++) {
        if (background.offer(() -> clock.pass(work))) {
          done++;
        }
        settle(background);
        clock.pass(1);
      }
    }
    double share = Background.SHARE * clock.nanoTime() / 1e9;
    double most = share + Background.CREDIT_NANOS / 1e9 + work;
    assertTrue(done * work <= most, done + " times");
    assertTrue(done * work >= share, done + " times");
  }

  @Test
  void shouldDoInOrderWhatMustAlwaysBeDoneAndSurviveFailures() {
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    try (Background background = new Background(clock)) {
      background.always(() -> done.add(1));
      background.always(
          () -> {
            throw new IllegalStateException("the disk is full");
          });
      background.always(() -> done.add(2));
    }
    assertEquals(List.of(1, 2), done);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
