package dev.reverie.fault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Carries the connections that one node opens to a port of another, both ways. */
final class Link implements AutoCloseable {
  /** A network keeps no more for somebody who does not read. */
  private static final int BUFFER = 65_536;

  private final Way there;
  private final Way back;
  private final InetSocketAddress target;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param there from the node that opens connections
   * @param at where it finds the other one
   * @param target where that really is
   */
  Link(Way there, Way back, InetSocketAddress at, InetSocketAddress target) throws IOException {
    this.there = there;
    this.back = back;
    this.target = target;
    this.server = new ServerSocket();
    server.setReceiveBufferSize(BUFFER);
    server.bind(at);
    run(this::accept);
  }

  /** Something that ends with an exception when the link is closed. */
  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  private void run(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException | InterruptedException e) {
                // A connection has ended, as connections do.
              } finally {
                threads.remove(Thread.currentThread());
              }
            },
            "link to " + target);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void accept() throws IOException {
    while (!closed) {
      Socket from = keep(server.accept());
      run(() -> connect(from));
    }
  }

  private Socket keep(Socket socket) throws IOException {
    open.add(socket);
    if (closed) {
      socket.close();
    }
    return socket;
  }

  /** Nothing is heard of the other one while either way is cut. */
  private void connect(Socket from) throws IOException, InterruptedException {
    try {
      there.pass(0);
      back.pass(0);
      Socket to = keep(new Socket());
      to.setReceiveBufferSize(BUFFER);
      to.connect(target);
      to.setTcpNoDelay(true);
      from.setTcpNoDelay(true);
      run(() -> carry(to, from, back));
      carry(from, to, there);
    } catch (IOException e) {
      end(from);
      throw e;
    }
  }

  private void carry(Socket from, Socket to, Way way) throws IOException, InterruptedException {
    byte[] bytes = new byte[BUFFER];
    try {
      for (int n = 0; n >= 0; n = from.getInputStream().read(bytes, 0, way.turn())) {
        way.pass(n);
        to.getOutputStream().write(bytes, 0, n);
      }
      way.pass(0);
    } finally {
      end(from);
      end(to);
    }
  }

  private void end(Socket socket) throws IOException {
    open.remove(socket);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.forEach(Thread::interrupt);
  }
}
