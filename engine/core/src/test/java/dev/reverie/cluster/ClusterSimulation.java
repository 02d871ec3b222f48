package dev.reverie.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.phase.Objective;
import dev.reverie.run.Outcome;
import dev.reverie.run.RunSettings;
import dev.reverie.simulation.Faults;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A training on a cluster of simulated nodes, which come and crash, lose each other and find each
 * other again, until that has an end.
 */
final class ClusterSimulation {
  private static final int PATIENCE = 300_000;
  private static final int MANAGE = 2_000;
  private static final int MOST_NODES = 5;
  private static final int MOST_PACE = 60;

  private final World world;
  private final Random random;
  private final Shared shared;
  private final List<SimulatedNode.Plan> plans = new ArrayList<>();
  private boolean second;
  private boolean struck;

  /**
   * @param plant a fault to be found
   */
  ClusterSimulation(Objective model, RunSettings run, Faults faults, Plant plant, long seed) {
    this.random = new Random(seed);
    this.world = new World(faults, random);
    this.shared =
        new Shared(
            world,
            run,
            new SimulatedFolder(plant != Plant.NO_FENCE),
            new ClusterBooks(model, run, faults, random),
            plant);
    for (int n = 0; n < MOST_NODES; n++) {
      int pace = random.nextInt(3) == 0 ? 1 + random.nextInt(MOST_PACE) : 1;
      boolean conducts = n == 0 || random.nextBoolean();
      plans.add(new SimulatedNode.Plan("node-" + n, 1 + random.nextInt(4), conducts, pace));
    }
    for (int n = 1 + random.nextInt(MOST_NODES); n > 0; n--) {
      join();
    }
    manage();
  }

  private void join() {
    List<String> there = world.nodes().stream().map(node -> node.plan().name()).toList();
    List<SimulatedNode.Plan> away =
        plans.stream().filter(plan -> !there.contains(plan.name())).toList();
    if (!away.isEmpty()) {
      join(away.get(random.nextInt(away.size())));
    }
  }

  private void join(SimulatedNode.Plan plan) {
    world.join(new SimulatedNode(shared, plan, random.nextInt(2)));
  }

  /** Has one conductor among those that reach each other, if one may be there. */
  private void manage() {
    if (world.isCut()) {
      manage(world.nodes().stream().filter(node -> node.side() == 0).toList());
      manage(world.nodes().stream().filter(node -> node.side() == 1).toList());
    } else {
      manage(world.nodes());
    }
    world.timeline().after(MANAGE, this::manage);
  }

  private void manage(List<SimulatedNode> group) {
    List<SimulatedNode> conducting =
        group.stream()
            .filter(node -> node.conductor() != null)
            .sorted(Comparator.comparing(node -> node.conductor().epoch()))
            .toList();
    List<SimulatedNode> able = group.stream().filter(node -> node.plan().conducts()).toList();
    boolean may = !world.isCut() || second;
    boolean follows =
        conducting.size() > 1
            || !world.isCut()
                && conducting.size() == 1
                && !shared.folder().isNewest(conducting.get(0).conductor().epoch());
    if (conducting.isEmpty() && !able.isEmpty() && may && random.nextInt(5) == 0) {
      any(able).conduct();
    } else if (follows && random.nextInt(10) == 0) {
      end(conducting.get(0));
    }
  }

  /** A conductor that another one has followed is ended by the cluster, with its node or alone. */
  private void end(SimulatedNode older) {
    if (random.nextBoolean()) {
      older.stopConducting();
    } else {
      world.crash(older);
      join(older.plan());
    }
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  void strike(Strike strike) {
    struck = true;
    switch (strike) {
      case JOIN -> join();
      case CRASH -> crash(node -> true);
      case RETURN -> replace();
      case CRASH_CONDUCTOR -> crash(node -> node.conductor() != null);
      case RESTART_CONDUCTOR -> restartConductor();
      case MOVE_CONDUCTOR -> moveConductor();
      case BREAK -> breakConnection();
      case CUT -> cut();
    }
  }

  private void crash(Predicate<SimulatedNode> which) {
    List<SimulatedNode> some = world.nodes().stream().filter(which).toList();
    if (!some.isEmpty()) {
      world.crash(any(some));
    }
  }

  private void replace() {
    if (!world.nodes().isEmpty()) {
      SimulatedNode node = any(world.nodes());
      world.crash(node);
      join(node.plan());
    }
  }

  private void restartConductor() {
    world.nodes().stream()
        .filter(node -> node.conductor() != null)
        .findFirst()
        .ifPresent(
            node -> {
              node.stopConducting();
              world
                  .timeline()
                  .after(
                      random.nextInt(2 * MANAGE),
                      () -> {
                        if (node.isAlive() && node.conductor() == null) {
                          node.conduct();
                        }
                      });
            });
  }

  private void moveConductor() {
    world.nodes().stream()
        .filter(node -> node.conductor() != null)
        .findFirst()
        .ifPresent(
            node -> {
              SimulatedConductor leaving = node.conductor();
              leaving.leave();
              world
                  .timeline()
                  .after(
                      random.nextInt(50 * MANAGE),
                      () -> {
                        if (node.conductor() == leaving) {
                          node.stopConducting();
                        }
                      });
            });
  }

  private void breakConnection() {
    List<SimulatedConnection> all = world.connections();
    if (!all.isEmpty()) {
      any(all).breakDown();
    }
  }

  private void cut() {
    if (!world.isCut()) {
      second = random.nextInt(3) > 0;
      world.cut();
      world
          .timeline()
          .after(1 + random.nextInt(random.nextBoolean() ? 10_000 : 150_000), world::heal);
    }
  }

  /** So many events, or until the training has been completed. */
  void run(int events) {
    for (int n = 0; n < events && !isCompleted(); n++) {
      world.timeline().step();
    }
  }

  /** Nothing strikes any more, and there is a node that may conduct. */
  void complete() {
    if (world.nodes().stream().noneMatch(node -> node.plan().conducts())) {
      join(plans.get(0));
    }
    run(PATIENCE);
    assertTrue(isCompleted(), () -> "does not end: " + progress());
    Outcome outcome = newest().outcome().orElseThrow();
    assertEquals(Outcome.Status.COMPLETED, outcome.status(), outcome.reason());
    shared.books().completed(newest().epoch(), struck);
    world.nodes().forEach(SimulatedNode::requireLittleUsed);
    for (int n = 0; n < PATIENCE && !allKnow(); n++) {
      world.timeline().step();
    }
    assertTrue(allKnow(), () -> "somebody does not hear of the end: " + progress());
  }

  private boolean allKnow() {
    return world.nodes().stream().allMatch(node -> node.ended() != null);
  }

  private boolean isCompleted() {
    SimulatedConductor newest = newest();
    return newest != null && newest.outcome().isPresent();
  }

  /** The conductor of the newest epoch; null when it is gone. */
  private SimulatedConductor newest() {
    return world.nodes().stream()
        .map(SimulatedNode::conductor)
        .filter(conductor -> conductor != null && shared.folder().isNewest(conductor.epoch()))
        .findFirst()
        .orElse(null);
  }

  private String progress() {
    List<String> nodes = new ArrayList<>();
    for (SimulatedNode node : world.nodes()) {
      nodes.add(node.plan() + " " + node.status());
    }
    return world.timeline().now()
        + " us, "
        + (newest() == null ? "nobody conducts" : newest().progress())
        + ", "
        + nodes;
  }
}
