package dev.reverie.benchmark.scale.model;

/**
 * A node's link: what goes out waits for what went out before, what comes in for what came in
 * before; bytes reach the other side while more are sent.
 */
final class NetworkLink {
  private final double secondsPerByte;
  private double outUntil;
  private double inUntil;
  private double outBusy;
  private double inBusy;

  NetworkLink(double bytesPerSecond) {
    this.secondsPerByte = 1 / bytesPerSecond;
  }

  /** Takes bytes to another node; returns when the last one is there. */
  double carry(double now, double bytes, double latency, NetworkLink to) {
    double seconds = bytes * secondsPerByte;
    outUntil = Math.max(now, outUntil) + seconds;
    to.inUntil = Math.max(outUntil + latency, to.inUntil + seconds);
    outBusy += seconds;
    to.inBusy += seconds;
    return to.inUntil;
  }

  /** Seconds for which the busier direction was. */
  double busy() {
    return Math.max(outBusy, inBusy);
  }
}
