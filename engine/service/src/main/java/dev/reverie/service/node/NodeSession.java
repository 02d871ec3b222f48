package dev.reverie.service.node;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.remote.RemoteTransportException;
import com.typesafe.config.ConfigException;
import dev.reverie.cluster.Node;
import dev.reverie.cluster.NodeEvent;
import dev.reverie.cluster.NodeSettings;
import dev.reverie.input.InputException;
import dev.reverie.run.Outcome;
import dev.reverie.run.RunSettings;
import dev.reverie.service.console.Console;
import dev.reverie.service.console.Interrupts;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.console.ProgressLine;
import dev.reverie.service.console.ShellWord;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.settings.Choice;
import dev.reverie.service.status.StatusKeeper;
import dev.reverie.service.training.Recording;
import dev.reverie.service.training.RunFailure;
import dev.reverie.service.training.TrainingListener;
import dev.reverie.service.training.Workload;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node at work until the training ends, or the node is told to go. */
final class NodeSession implements NodeListener {
  private static final Logger LOG = LoggerFactory.getLogger(NodeSession.class);

  /** From the end of the input until the node goes, whatever the training does. */
  private static final long STOPPING_SECONDS = 60;

  /** For the others to hear that the training has ended. */
  private static final long FAREWELL_SECONDS = 15;

  private final Console console;
  private final Optional<RunFolder> folder;
  private final Workload workload;
  private final NodeOptions options;
  private final NodeSettings node;
  private final Profile profile;
  private final ProgressLine line;
  private final CompletableFuture<NodeEnd> end = new CompletableFuture<>();
  private final CompletableFuture<Void> alone = new CompletableFuture<>();
  private volatile Recording recording;
  private volatile StatusKeeper status;
  private volatile int members;
  private String named = "";

  /**
   * @param folder that this node shares with others; empty where it never has the aggregator
   */
  NodeSession(
      Console console,
      Optional<RunFolder> folder,
      Workload workload,
      NodeOptions options,
      NodeSettings node,
      Profile profile) {
    this.console = console;
    this.folder = folder;
    this.workload = workload;
    this.options = options;
    this.node = node;
    this.profile = profile;
    this.line =
        options.supervised()
            ? ProgressLine.withoutProgress(console)
            : new ProgressLine(console.out(), console);
  }

  /**
   * Takes part; the node has gone, and what there is to say is said, when this returns or throws.
   */
  NodeResult run() {
    CountDownLatch complete = new CountDownLatch(1);
    ActorSystem<NodeGuardian.Command> system = start();
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseActorSystemTerminate(),
            "tell that the node has gone",
            () -> {
              end.complete(new NodeEnd.Removed());
              return CompletableFuture.completedFuture(Done.getInstance());
            });
    Interrupts.Registration registration =
        console.interrupts().onInterrupt(() -> interrupt(complete));
    if (options.supervised()) {
      Input.onEnd(() -> stopTraining(system));
    }
    try {
      return conclude(system, end.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      line.close();
      complete.countDown();
      registration.close();
    }
  }

  private ActorSystem<NodeGuardian.Command> start() {
    RunSettings run = run(folder);
    try {
      return ActorSystem.create(
          NodeGuardian.create(
              listener -> Node.create(node, workload.learner().objective(), run, listener), this),
          Profile.SYSTEM,
          profile.config());
    } catch (ConfigException e) {
      throw new InputException("profile " + profile + ": " + e.getMessage(), e);
    } catch (RemoteTransportException e) {
      throw new InputException(
          profile.listening() + " cannot be taken, must be free on this machine: " + cause(e), e);
    }
  }

  private RunSettings run(Optional<RunFolder> shared) {
    return shared
        .map(each -> workload.run(each.checkpoints()))
        .orElseGet(workload::runWithoutCheckpoints);
  }

  private static String cause(Throwable e) {
    return e.getCause() == null ? e.getMessage() : cause(e.getCause());
  }

  private void interrupt(CountDownLatch complete) {
    end.complete(new NodeEnd.Left());
    try {
      complete.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopTraining(ActorSystem<NodeGuardian.Command> system) {
    system.tell(new NodeGuardian.StopTraining());
    end.completeOnTimeout(new NodeEnd.Left(), STOPPING_SECONDS, TimeUnit.SECONDS);
  }

  private NodeResult conclude(ActorSystem<?> system, NodeEnd how) throws InterruptedException {
    LOG.info("{}", how);
    try {
      if (how instanceof NodeEnd.Finished finished) {
        return finish(finished.outcome());
      }
      close();
      if (how instanceof NodeEnd.Ended ended) {
        return ended(ended);
      }
      if (how instanceof NodeEnd.Refused refused) {
        throw new InputException("the other nodes refuse this one: " + refused.reason());
      }
      if (how instanceof NodeEnd.Broke broke) {
        throw broke.failure();
      }
      if (how instanceof NodeEnd.Superseded && recording != null) {
        awaitFarewell();
      }
      return how instanceof NodeEnd.Left ? left() : parted();
    } finally {
      leave(system);
    }
  }

  private NodeResult finish(Outcome outcome) throws InterruptedException {
    try {
      status.end(outcome);
      recording.end(
          outcome,
          "./reverie " + (options.supervised() ? "cluster" : "train") + " --resume",
          folder.orElseThrow().log(node.name()));
      return outcome.status() == Outcome.Status.COMPLETED
          ? new NodeResult(0, folder)
          : NodeResult.DONE;
    } finally {
      close();
      awaitFarewell();
    }
  }

  /**
   * Others may still have to hear of the end. One that took over the aggregator would go on from a
   * checkpoint of a moment ago, in an epoch newer than that of nodes which rightly go on.
   */
  private void awaitFarewell() throws InterruptedException {
    if (members <= 1) {
      return;
    }
    try {
      alone.get(FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("{} nodes have not gone {} s after the end", members - 1, FAREWELL_SECONDS);
    }
  }

  private NodeResult ended(NodeEnd.Ended ended) {
    boolean well =
        ended.status().equals(Choice.name(Outcome.Status.COMPLETED))
            || ended.status().equals(Choice.name(Outcome.Status.STOPPED));
    if (well && !options.supervised()) {
      console.say("the training is " + ended.status());
    }
    if (!well && !options.supervised()) {
      throw new RunFailure("the training has failed: " + ended.reason());
    }
    return well ? NodeResult.DONE : new NodeResult(1, Optional.empty());
  }

  private NodeResult left() {
    if (options.supervised()) {
      return NodeResult.DONE;
    }
    int others = members - 1;
    if (others > 0) {
      console.say("leaving; the training goes on on " + count(others, "other node"));
    } else {
      console.say("leaving as the last node; to go on:");
      folder.ifPresent(run -> console.say("./reverie train --resume " + ShellWord.of(run.path())));
    }
    return NodeResult.DONE;
  }

  private NodeResult parted() {
    console.complain(node.name() + " was parted from the other nodes, and may be started again");
    return new NodeResult(NodeResult.PARTED, Optional.empty());
  }

  /**
   * An aggregator that the node has writes a checkpoint, and goes to another one. Every phase of
   * that has an end, after which the process may end too: a node that the others have given up must
   * go even where an actor does not, as was seen once between nodes that were parted.
   */
  private static void leave(ActorSystem<?> system) {
    CoordinatedShutdown.get(system)
        .runAll(CoordinatedShutdown.clusterLeavingReason())
        .toCompletableFuture()
        .join();
  }

  private void close() {
    if (status != null) {
      status.close();
    }
    if (recording != null) {
      recording.close();
    }
  }

  @Override
  public TrainingListener begins(NodeEvent.Begins begins) {
    close();
    begins.skipped().forEach(reason -> line.say("skipped: " + reason));
    line.say(
        Numbers.format(
            "%s has the aggregator from update %,d on (epoch %d)",
            node.name(), begins.update(), begins.epoch()));
    RunFolder run = folder.orElseThrow();
    recording = new Recording(console, run, workload, begins.update(), line);
    status =
        new StatusKeeper(
            run.status(), node.name(), begins.epoch(), recording::pulse, console.clock());
    return recording.listener();
  }

  @Override
  public void goesOn(NodeEvent.GoesOn news) {
    if (status != null) {
      status.goesOn(news);
    }
    line.say(
        Numbers.format(
            "epoch %d goes on from update %,d; updates lost: %,d",
            news.epoch(), news.from(), news.lost()));
  }

  @Override
  public void nodes(NodeEvent.Nodes nodes) {
    if (status != null) {
      status.nodes(nodes);
    }
    String all =
        String.join(
            ", ",
            nodes.nodes().stream()
                .map(each -> each.name() + " (" + count(each.cores(), "core") + ")")
                .toList());
    if (!all.equals(named) && !all.isEmpty()) {
      named = all;
      line.say(count(nodes.nodes().size(), "node") + ": " + all);
    }
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  @Override
  public void joined(int epoch) {
    LOG.info("takes part in epoch {}", epoch);
    if (!options.supervised() && recording == null) {
      line.say(node.name() + " takes part");
    }
  }

  @Override
  public void finished(Outcome outcome) {
    end.complete(new NodeEnd.Finished(outcome));
  }

  @Override
  public void ended(String how, String reason) {
    end.complete(
        how.equals(NodeEvent.SUPERSEDED)
            ? new NodeEnd.Superseded()
            : new NodeEnd.Ended(how, reason));
  }

  @Override
  public void refused(String reason) {
    end.complete(new NodeEnd.Refused(reason));
  }

  @Override
  public boolean isGoing() {
    return end.isDone();
  }

  @Override
  public void members(int count) {
    members = count;
    if (count <= 1 && end.isDone()) {
      alone.complete(null);
    }
  }

  @Override
  public void broke(RuntimeException failure) {
    end.complete(new NodeEnd.Broke(failure));
  }
}
