package dev.reverie.service.fleet;

import dev.reverie.service.console.Console;
import dev.reverie.service.console.Numbers;
import dev.reverie.service.console.ProgressLine;
import dev.reverie.service.console.ShellWord;
import dev.reverie.service.folder.RunFolder;
import dev.reverie.service.node.NodeResult;
import dev.reverie.service.status.RunStatus;
import dev.reverie.service.status.StatusFile;
import dev.reverie.service.status.StatusText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes of a training until that ends: a node whose process dies, or that the others have lost,
 * is started again; the training goes on from its newest checkpoint whatever dies. One thread runs
 * it; {@link #stop} may come from another.
 */
final class Fleet {
  private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
  private static final long LOOK_MILLIS = 250;
  private static final long STOPPING_NANOS = 120_000_000_000L;
  private static final int SIGNALS = 128;

  /** What every JVM says that has the vector API. */
  private static final String JVM_GREETING = "WARNING: Using incubator modules";

  private static final int FAILED = 1;
  private static final int UNUSABLE = 2;

  private final Console console;
  private final RunFolder folder;
  private final NodeProcess.Starter starter;
  private final ProgressLine line;
  private final List<Member> members = new ArrayList<>();
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final Set<String> complaints = new HashSet<>();
  private boolean stopping;
  private long stoppingSince;
  private int status;

  /**
   * @param addresses HOST:PORT of each node
   */
  Fleet(Console console, RunFolder folder, List<String> addresses, NodeProcess.Starter starter) {
    this.console = console;
    this.folder = folder;
    this.starter = starter;
    this.line = new ProgressLine(console.out(), console);
    for (String address : addresses) {
      members.add(new Member("node-" + (members.size() + 1), address));
    }
  }

  /** Asks for an end at a clean point; returns at once. */
  void stop() {
    events.add(this::stopAll);
  }

  /**
   * Runs until all nodes have ended.
   *
   * @return the status of the whole: that of a training in one process
   */
  int run() throws InterruptedException {
    List<String> all = members.stream().map(Member::address).toList();
    members.forEach(member -> start(member, all));
    try {
      while (members.stream().anyMatch(member -> member.state() != Member.State.ENDED)) {
        Runnable event = events.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        for (; event != null; event = events.poll()) {
          event.run();
        }
        startThoseDue();
        killThoseLate();
        show();
      }
      return status;
    } finally {
      members.stream().filter(Member::isRunning).forEach(member -> member.process().kill());
      line.close();
    }
  }

  private long now() {
    return console.clock().nanoTime();
  }

  private void start(Member member, List<String> seeds) {
    try {
      member.runs(starter.start(member.name(), member.address(), seeds, new Heard(member)), now());
    } catch (IOException e) {
      LOG.error("{} cannot be started", member.name(), e);
      console.complain(member.name() + " cannot be started: " + e.getMessage());
      member.ended();
      fail(FAILED);
    }
  }

  /** A process's words and its end, for the fleet's thread. */
  private final class Heard implements NodeProcess.Events {
    private final Member member;

    Heard(Member member) {
      this.member = member;
    }

    @Override
    public void said(String words) {
      events.add(() -> line.say(words));
    }

    @Override
    public void complained(String words) {
      events.add(() -> complain(words));
    }

    @Override
    public void ended(int with) {
      events.add(() -> onEnd(member, with));
    }
  }

  /** What is wrong for all nodes is said once. */
  private void complain(String words) {
    LOG.warn("{}", words);
    if (!words.startsWith(JVM_GREETING) && complaints.add(words)) {
      line.close();
      console.err().println(words);
      console.err().flush();
    }
  }

  private void onEnd(Member member, int with) {
    LOG.info("{} ended with status {}", member.name(), with);
    boolean died = with > SIGNALS || with == NodeResult.PARTED;
    if (!died) {
      member.ended();
      if (with != 0) {
        fail(with);
      }
    } else if (hasEnded()) {
      member.ended();
      if (isConductor(member)) {
        console.complain(
            member.name()
                + " was killed after the training had ended; if its folder is not complete:"
                + " ./reverie train --resume "
                + ShellWord.of(folder.path()));
        status = Math.max(status, FAILED);
      }
    } else if (stopping) {
      member.ended();
    } else {
      restart(member, with);
    }
  }

  private void restart(Member member, int with) {
    long wait = member.died(now());
    String how = with > SIGNALS ? "was killed by signal " + (with - SIGNALS) : "lost the others";
    if (wait < 0) {
      console.complain(member.name() + " " + how + " again and again, and is given up");
      fail(FAILED);
      return;
    }
    line.say(
        Numbers.format(
            "%s %s; it is started again in %.0f s", member.name(), how, Math.ceil(wait / 1e9)));
    if (members.stream().noneMatch(Member::isRunning)) {
      line.say("no node is left; the training goes on from its newest checkpoint");
    }
  }

  /** A node that ends by itself with a failure ends the training. */
  private void fail(int with) {
    status = Math.max(status, with == UNUSABLE ? UNUSABLE : FAILED);
    stopAll();
  }

  private void stopAll() {
    if (stopping) {
      return;
    }
    stopping = true;
    stoppingSince = now();
    for (Member member : members) {
      if (member.isRunning()) {
        member.process().stop();
      } else {
        member.ended();
      }
    }
  }

  private void killThoseLate() {
    if (stopping && now() - stoppingSince > STOPPING_NANOS) {
      members.stream().filter(Member::isRunning).forEach(member -> member.process().kill());
    }
  }

  /** Nodes that have ended do not come back, and nobody is to wait for them. */
  private void startThoseDue() {
    for (Member member : members) {
      if (member.isDue(now())) {
        start(
            member,
            members.stream()
                .filter(other -> other.state() != Member.State.ENDED)
                .map(Member::address)
                .toList());
      }
    }
  }

  /** Whether the training has ended, and its folder is to be completed by who has done it. */
  private boolean hasEnded() {
    return status().filter(found -> !found.isRunning()).isPresent();
  }

  private boolean isConductor(Member member) {
    return status().filter(found -> member.name().equals(found.conductor())).isPresent();
  }

  private Optional<RunStatus> status() {
    try {
      return StatusFile.read(folder.status());
    } catch (RuntimeException e) {
      LOG.warn("{}", e.getMessage());
      return Optional.empty();
    }
  }

  private void show() {
    if (!stopping) {
      status()
          .filter(RunStatus::isRunning)
          .filter(found -> found.updatesPerSecond() != null && found.updatesPerSecond() > 0)
          .ifPresent(found -> line.show(StatusText.progress(found)));
    }
  }
}
