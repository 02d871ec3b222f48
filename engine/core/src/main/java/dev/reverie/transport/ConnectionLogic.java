package dev.reverie.transport;

import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.SubscriptionWithCancelException.NonFailureCancellation;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.InHandler;
import akka.stream.stage.OutHandler;
import akka.stream.stage.TimerGraphStageLogic;
import akka.util.ByteString;
import java.io.EOFException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What a {@link Connection} does with bytes, demand and time; confined to its stream. */
final class ConnectionLogic extends TimerGraphStageLogic implements InHandler, OutHandler {
  private static final String HANDSHAKE = "handshake";
  private static final String HEARTBEAT = "heartbeat";
  private static final String LINGER = "linger";

  private final Connection connection;
  private final Inlet<ByteString> in;
  private final Outlet<ByteString> out;
  private final Peer peer;
  private final DataSettings settings;
  private final FrameReader reader;
  private final FrameWriter writer = new FrameWriter();
  private ByteString greeting;
  private boolean agreed;
  private boolean ending;
  private boolean written;
  private int silentBeats;

  ConnectionLogic(Connection connection, Inlet<ByteString> in, Outlet<ByteString> out) {
    super(connection.shape());
    this.connection = connection;
    this.in = in;
    this.out = out;
    this.peer = connection.peer();
    this.settings = connection.settings();
    this.reader = new FrameReader(settings.maxFrame());
    setHandler(in, this);
    setHandler(out, this);
  }

  @Override
  public void preStart() {
    AsyncCallback<Peer> wake = createAsyncCallback(woken -> wake());
    peer.outbox().attach(() -> wake.invoke(peer));
    scheduleOnce(HANDSHAKE, settings.handshakeTimeout());
    if (connection.opening().isClient()) {
      greeting = connection.opening().greeting();
    }
    pull(in);
    if (peer.outbox().isClosed()) {
      wake();
    }
  }

  @Override
  public void postStop() {
    connection.end(Optional.of(new IllegalStateException("the actor system has ended")));
  }

  @Override
  public void onTimer(Object timer) {
    if (timer.equals(HEARTBEAT)) {
      beat();
    } else if (timer.equals(LINGER)) {
      failStage(new SocketTimeoutException("the other side does not read"));
    } else {
      fail(new SocketTimeoutException("no agreement within " + settings.handshakeTimeout()));
    }
  }

  /** Sends a sign of life where nothing else was sent, and counts those that did not come. */
  private void beat() {
    if (!written && isAvailable(out)) {
      write(FrameWriter.HEARTBEAT);
    }
    written = false;
    silentBeats++;
    if (silentBeats > settings.beatsOfSilence()) {
      fail(new SocketTimeoutException("silent for " + settings.silence()));
    }
  }

  @Override
  public void onPush() {
    ByteString bytes = grab(in);
    peer.countReceived(bytes.size());
    silentBeats = 0;
    try {
      for (ByteBuffer buffer : bytes.getByteBuffers()) {
        read(buffer);
      }
    } catch (ProtocolException | RuntimeException e) {
      fail(e);
    }
    if (!isClosed(in)) {
      pull(in);
    }
  }

  private void read(ByteBuffer buffer) throws ProtocolException {
    while (buffer.hasRemaining() && !ending && !peer.outbox().isClosed()) {
      if (agreed) {
        reader
            .read(buffer)
            .filter(frame -> frame.type() != FrameHeader.HEARTBEAT)
            .ifPresent(connection::receive);
      } else if (connection.opening().read(buffer)) {
        agree();
      }
    }
  }

  private void agree() {
    agreed = true;
    cancelTimer(HANDSHAKE);
    scheduleWithFixedDelay(HEARTBEAT, settings.heartbeat(), settings.heartbeat());
    if (!connection.opening().isClient()) {
      greeting = connection.opening().greeting();
    }
    connection.open();
    writeNext();
  }

  @Override
  public void onPull() {
    writeNext();
  }

  private void writeNext() {
    if (!isAvailable(out)) {
      return;
    }
    if (ending) {
      complete(out);
    } else if (greeting != null) {
      ByteString first = greeting;
      greeting = null;
      write(first);
    } else if (writer.isInside()) {
      write(writer.next());
    } else if (agreed) {
      Frame frame = peer.outbox().poll();
      if (frame != null) {
        write(writer.begin(frame));
      }
    }
  }

  private void write(ByteString bytes) {
    written = true;
    peer.countSent(bytes.size());
    push(out, bytes);
  }

  private void wake() {
    if (peer.outbox().isClosed()) {
      close();
    } else {
      writeNext();
    }
  }

  /** This side wants no more. Bytes that were given to the network still go, if the other reads. */
  private void close() {
    if (!ending) {
      ending = true;
      connection.end(Optional.empty());
      cancelTimer(HANDSHAKE);
      cancelTimer(HEARTBEAT);
      scheduleOnce(LINGER, settings.handshakeTimeout());
      writeNext();
    }
  }

  private void fail(Throwable reason) {
    ending = true;
    connection.end(Optional.of(reason));
    failStage(reason);
  }

  @Override
  public void onUpstreamFinish() {
    ending = true;
    if (!agreed) {
      connection.end(Optional.of(new ProtocolException("closed by the other side at once")));
    } else if (reader.isInside()) {
      connection.end(Optional.of(new EOFException("closed by the other side inside a frame")));
    } else {
      connection.end(Optional.empty());
    }
    completeStage();
  }

  @Override
  public void onUpstreamFailure(Throwable failure) {
    fail(failure);
  }

  /** After an orderly end the last bytes still come in. */
  @Override
  public void onDownstreamFinish(Throwable cause) {
    if (cause instanceof NonFailureCancellation) {
      scheduleOnce(LINGER, settings.handshakeTimeout());
    } else {
      fail(cause);
    }
  }
}
