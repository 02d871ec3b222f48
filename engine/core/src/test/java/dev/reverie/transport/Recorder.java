package dev.reverie.transport;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what it hears in the order in which it came. */
class Recorder implements DataHandler {
  private static final long GENEROUS_SECONDS = 60;

  record Ending(Peer peer, Optional<Throwable> failure) {}

  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

  @Override
  public void opened(Peer peer) {
    heard.add(peer);
  }

  @Override
  public void received(Peer peer, Frame frame) {
    heard.add(frame);
  }

  @Override
  public void closed(Peer peer, Optional<Throwable> failure) {
    heard.add(new Ending(peer, failure));
  }

  Peer peer() throws InterruptedException {
    return next(Peer.class);
  }

  Frame frame() throws InterruptedException {
    return next(Frame.class);
  }

  Optional<Throwable> ending() throws InterruptedException {
    return next(Ending.class).failure();
  }

  boolean heardNothing() {
    return heard.isEmpty();
  }

  private <T> T next(Class<T> type) throws InterruptedException {
    Object next = heard.poll(GENEROUS_SECONDS, TimeUnit.SECONDS);
    assertNotNull(next, "nothing came");
    return type.cast(next);
  }
}
