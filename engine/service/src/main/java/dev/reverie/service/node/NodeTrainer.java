package dev.reverie.service.node;

import dev.reverie.checkpoint.Checkpoint;
import dev.reverie.cluster.NodeSettings;
import dev.reverie.input.InputException;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.log.RunLog;
import dev.reverie.service.plan.Given;
import dev.reverie.service.settings.SettingsFile;
import dev.reverie.service.training.OpenRun;
import dev.reverie.service.training.Plan;
import dev.reverie.service.training.Planner;
import dev.reverie.service.training.RunFailure;
import dev.reverie.service.training.Workload;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes part in a training as a node. Everything is checked before anything is written. */
public final class NodeTrainer {
  private static final Logger LOG = LoggerFactory.getLogger(NodeTrainer.class);

  private final Console console;
  private final Planner planner;

  public NodeTrainer(Console console) {
    this.console = console;
    this.planner = new Planner(console.folder());
  }

  /**
   * Takes part until the training ends, or the node is told to go.
   *
   * @param file settings that these are given over
   * @param out the run's folder, which all nodes that may have the aggregator share
   */
  public NodeResult run(SettingsFile file, Given given, Optional<Path> out, NodeOptions options) {
    Profile profile = Profile.of(options, console.folder());
    NodeSettings node = settings(options, profile);
    if (node.conducts()) {
      requireFree(node);
    }
    if (out.isPresent()) {
      return share(file, given, out.get(), options, node, profile);
    }
    if (options.conducts()) {
      throw new InputException(
          "out is missing, must be the folder that the run's nodes share (or --no-aggregator)");
    }
    Workload workload = planner.computing(file, given);
    introduce(workload, node);
    Path log = console.folder().resolve("reverie-" + node.name() + ".log");
    RunLog open = RunLog.to(log);
    try {
      return train(Optional.empty(), workload, options, node, profile);
    } finally {
      open.close();
    }
  }

  /** It is taken much later, where and when the node gets the aggregator. */
  private static void requireFree(NodeSettings node) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(node.dataHost(), node.dataPort()));
    } catch (IOException e) {
      throw new InputException(
          Numbers.format(
              "data-port=%d at %s cannot be taken, must be free on this machine: %s",
              node.dataPort(), node.dataHost(), e.getMessage()),
          e);
    }
  }

  private NodeSettings settings(NodeOptions options, Profile profile) {
    return new NodeSettings(
        options.name().orElseGet(profile::defaultName),
        options.threads(),
        options.conducts(),
        profile.host(),
        options.dataPort(),
        profile.security());
  }

  /** Another node may make the run after this one has looked, and its settings count then. */
  private NodeResult share(
      SettingsFile file,
      Given given,
      Path out,
      NodeOptions options,
      NodeSettings node,
      Profile profile) {
    Plan first = planner.shared(file, given, out);
    boolean made = first.folder().createOnce(first::write);
    Plan plan = made ? first : planner.shared(file, given, out);
    try (OpenRun open = OpenRun.node(plan.folder(), node.name())) {
      Optional<Checkpoint> newest = plan.newest(console);
      if (plan.isFinished(newest, console)) {
        return NodeResult.DONE;
      }
      if (!options.supervised()) {
        introduce(plan.workload(), node);
        console.say("run folder: " + open.folder());
      }
      if (newest.isEmpty() && options.conducts()) {
        plan.workload().learner().prepare(console);
      }
      return train(
          Optional.of(open.folder()),
          plan.workload(),
          options,
          node,
          made ? profile : profile.ofReturning());
    }
  }

  private void introduce(Workload workload, NodeSettings node) {
    console.say("node: " + node.name());
    console.say("data: " + workload.dataDescription());
    console.say("model: " + workload.learner().describe());
  }

  private NodeResult train(
      Optional<RunFolder> folder,
      Workload workload,
      NodeOptions options,
      NodeSettings node,
      Profile profile) {
    LOG.info("{} by profile {}; settings: {}", node, profile, workload.settings());
    try {
      return new NodeSession(console, folder, workload, options, node, profile).run();
    } catch (RunFailure | InputException e) {
      LOG.error("{}", e.getMessage());
      throw e;
    } catch (RuntimeException e) {
      LOG.error("broken", e);
      throw new RunFailure("failed: " + e);
    }
  }
}
