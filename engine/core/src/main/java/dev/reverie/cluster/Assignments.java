package dev.reverie.cluster;

import dev.reverie.checkpoint.Succession;
import dev.reverie.protocol.WorkerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which host carries which worker, and the newest state of each chain that the conductor knows.
 * Each time that a worker is given to a host it gets a new number, and with it incarnations of its
 * own; what comes under an older number is refused. Safe for several threads.
 *
 * @param <H> a host
 */
final class Assignments<H> {
  /** Incarnations of one assignment: local starts after failures. */
  private static final int INCARNATIONS_BITS = 12;

  /** Lives for one assignment, so that chains that a host starts again have some of their own. */
  private static final int LIVES = 16;

  /** Assignments for one epoch. */
  private static final int ASSIGNMENTS = Succession.LIVES / LIVES;

  /** Epochs in a row that share no assignment. */
  private static final int EPOCHS = 512;

  private final Map<WorkerId, Entry<H>> entries = new LinkedHashMap<>();

  /** A worker's host. */
  private static final class Entry<H> {
    private H host;
    private int assignment;
    private byte[] state;
    private int stateLives;
    private int incarnation;
    private boolean heard;
  }

  /**
   * A worker is to be started by a host.
   *
   * @param from the host that had it, and is to stop it if it is there; null for none
   */
  record Move<H>(WorkerId worker, H from, int fromAssignment, H to, int assignment) {}

  /**
   * Where a chain begins.
   *
   * @param lives lost since the state was new
   * @param state of its particles; empty to start anew
   */
  record Start(int lives, byte[] state) {}

  /**
   * @param states of the chains that have one, as this epoch has taken them over
   * @param epoch this one
   */
  Assignments(List<WorkerId> workers, Map<WorkerId, byte[]> states, int epoch) {
    int first = firstAssignment(epoch);
    for (WorkerId worker : workers) {
      Entry<H> entry = new Entry<>();
      entry.state = states.getOrDefault(worker, new byte[0]);
      entry.assignment = first - 1;
      entry.stateLives = first * LIVES;
      entries.put(worker, entry);
    }
  }

  /** The first assignment of an epoch: what is late from the one before has none of its numbers. */
  static int firstAssignment(int epoch) {
    return epoch % EPOCHS * ASSIGNMENTS;
  }

  /** The assignment that an incarnation belongs to. */
  static int assignment(int incarnation) {
    return incarnation >> INCARNATIONS_BITS;
  }

  /** The first incarnation of an assignment. */
  static int firstIncarnation(int assignment) {
    return assignment << INCARNATIONS_BITS;
  }

  /** All workers. */
  List<WorkerId> workers() {
    return List.copyOf(entries.keySet());
  }

  /**
   * Gives workers to hosts.
   *
   * @param places of all workers; one without a place waits
   * @return what changes
   */
  synchronized List<Move<H>> place(Map<WorkerId, H> places) {
    List<Move<H>> moves = new ArrayList<>();
    entries.forEach(
        (worker, entry) -> {
          H next = places.get(worker);
          if (next != null && !next.equals(entry.host)) {
            int before = entry.assignment;
            moves.add(new Move<>(worker, entry.host, before, next, before + 1));
            entry.assignment++;
            entry.heard = false;
          }
          entry.host = next;
        });
    return moves;
  }

  /** Workers that hosts have been given and that have not been heard of since. */
  synchronized List<Move<H>> silent() {
    List<Move<H>> silent = new ArrayList<>();
    entries.forEach(
        (worker, entry) -> {
          if (entry.host != null && !entry.heard) {
            silent.add(new Move<>(worker, null, -1, entry.host, entry.assignment));
          }
        });
    return silent;
  }

  /**
   * A worker of a host says something. Where the host has it in that incarnation, or a newer one
   * than was heard of, it is passed on, and a state that comes with it is the newest: whoever hears
   * what is passed on and who knows the state agree in which came last.
   *
   * @return whether it was passed on
   */
  synchronized boolean accept(
      H host, WorkerId worker, int incarnation, byte[] state, Runnable passOn) {
    Entry<H> entry = entries.get(worker);
    if (entry == null
        || !host.equals(entry.host)
        || assignment(incarnation) != entry.assignment
        || incarnation < entry.incarnation) {
      return false;
    }
    entry.incarnation = incarnation;
    entry.heard = true;
    passOn.run();
    if (state.length > 0) {
      entry.state = state;
      entry.stateLives = entry.assignment * LIVES;
    }
    return true;
  }

  /** The host that has a worker; null where none has. */
  synchronized H host(WorkerId worker) {
    return entries.get(worker).host;
  }

  /** Whether a host has a worker, in whatever incarnation. */
  synchronized boolean has(H host, WorkerId worker) {
    Entry<H> entry = entries.get(worker);
    return entry != null && host.equals(entry.host);
  }

  /** Where a chain begins that a host is to start; null when the host does not have it any more. */
  synchronized Start start(H host, WorkerId worker, int assignment) {
    Entry<H> entry = entries.get(worker);
    if (entry == null || !host.equals(entry.host) || assignment != entry.assignment) {
      return null;
    }
    return new Start(assignment * LIVES - entry.stateLives, entry.state);
  }

  /** How many workers each host has: chains and data workers. */
  synchronized Map<H, int[]> counts() {
    Map<H, int[]> counts = new HashMap<>();
    entries.forEach(
        (worker, entry) -> {
          if (entry.host != null) {
            counts.computeIfAbsent(entry.host, host -> new int[2])[worker.isDataWorker() ? 1 : 0]++;
          }
        });
    return counts;
  }
}
