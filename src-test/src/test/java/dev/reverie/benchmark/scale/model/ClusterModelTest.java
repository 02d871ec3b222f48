package dev.reverie.benchmark.scale.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.run.Mode;
import org.junit.jupiter.api.Test;

/** Where only one thing takes time, the time of an update is known. */
class ClusterModelTest {
  private static final int BATCH = 100;
  private static final int PARTICLES = 1000;
  private static final int STEPS = 3;
  private static final double UPDATE = 2e-3;
  private static final double STATE = 1e-6;
  private static final double STEP = 1e-5;
  private static final double CASE = 2e-5;
  private static final long SNAPSHOT = 1_000_000;
  private static final double LATENCY = 1e-3;
  private static final Protocol PROTOCOL = new Protocol(SNAPSHOT, 100, 1000, 0, true);
  private static final Costs COMPUTING =
      new Costs(STEP, 2 * STEP, CASE, UPDATE, STATE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private static Forecast forecast(
      Mode mode, int nodes, Costs costs, double bytesPerSecond, double latency) {
    Workload work = new Workload(BATCH, PARTICLES, STEPS, mode, 8);
    Fleet fleet = Fleet.placed(nodes, 1, 1, work, bytesPerSecond, latency);
    return new ClusterModel(work, costs, PROTOCOL, fleet).run(200);
  }

  private static double update() {
    return UPDATE + (BATCH + PARTICLES) * STATE;
  }

  private static double sweeps() {
    return BATCH * CASE + PARTICLES * (STEPS + 1) * STEP;
  }

  @Test
  void shouldAddUpOnOneNode() {
    for (Mode mode : Mode.values()) {
      double time = 1 / forecast(mode, 1, COMPUTING, Double.POSITIVE_INFINITY, 0).updates();
      assertEquals(update() + sweeps(), time, 1e-9, mode.name());
    }
  }

  @Test
  void shouldDivideSweepsAmongNodesInLockStep() {
    int nodes = 10;
    Forecast forecast =
        forecast(Mode.LOCKSTEP, nodes, COMPUTING, Double.POSITIVE_INFINITY, LATENCY);
    double time = update() + sweeps() / nodes + 2 * LATENCY;
    assertEquals(time, 1 / forecast.updates(), 1e-9);
    assertEquals(0, forecast.staleness());
    assertEquals(1, forecast.sweeps());
  }

  @Test
  void shouldSendEverySnapshotOverTheAggregatorsLink() {
    int nodes = 100;
    double bytesPerSecond = 1e9;
    Forecast forecast = forecast(Mode.LOCKSTEP, nodes, COMPUTING, bytesPerSecond, 0);
    double sending = (nodes - 1) * SNAPSHOT / bytesPerSecond;
    double time = 1 / forecast.updates();
    assertTrue(time >= sending + update(), "time=" + time);
    assertTrue(time <= sending + update() + sweeps() / 10, "time=" + time);
    assertEquals(sending / time, forecast.linkBusy(), 0.02);
  }

  /** No chain is on the aggregator's node, and each has one contribution under way. */
  @Test
  void shouldSweepNoMoreThanOnceARoundTripAsynchronously() {
    int nodes = 10;
    double latency = 20 * LATENCY;
    Forecast forecast = forecast(Mode.ASYNC, nodes, COMPUTING, Double.POSITIVE_INFINITY, latency);
    double roundTrip = 2 * latency + PARTICLES * (STEPS + 1) * STEP / nodes;
    double sweeps = forecast.updates() * forecast.sweeps() * roundTrip;
    assertTrue(sweeps > 0.8 && sweeps < 1.001, forecast.toString());
    assertTrue(forecast.staleness() > 0 && forecast.staleness() <= 8, forecast.toString());
  }

  @Test
  void shouldCountParticlesOneByOneWhereTheAggregatorIs() {
    double count = 1e-4;
    Costs costs =
        new Costs(STEP, 2 * STEP, CASE, UPDATE, STATE, 0, 0, 0, count, 0, 0, 0, 0, 0, 0, 0, 0);
    Forecast forecast = forecast(Mode.LOCKSTEP, 50, costs, Double.POSITIVE_INFINITY, 0);
    double far = PARTICLES * 49 / 50 * count;
    assertTrue(1 / forecast.updates() >= update() + far, forecast.toString());
    assertEquals("the aggregator's node", forecast.limit());
  }
}
