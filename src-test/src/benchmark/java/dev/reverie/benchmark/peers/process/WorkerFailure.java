package dev.reverie.benchmark.peers.process;

/** A worker ended before it had said what it was asked for. */
public final class WorkerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WorkerFailure(String message) {
    super(message);
  }

  WorkerFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
