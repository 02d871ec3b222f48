package dev.reverie.aggregate;

import dev.reverie.parameter.Version;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.PhaseStatistics;
import dev.reverie.phase.Sums;
import dev.reverie.protocol.Division;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorker.ChainContribution;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.WorkerId;
import dev.reverie.snapshot.SumsPool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One persistent phase's side of an update. A chain's newest contribution replaces its older one,
 * and the average takes every particle once, with its newest statistics unless these are older than
 * the bound. An update is due when as many particles as there are have been swept anew since the
 * last one, whichever they are.
 *
 * <p>Statistics that lag behind the parameters are delayed negative feedback: half of the particles
 * one version late make learning at a high rate swing. So an update that could be made waits for
 * chains that are about to be in time, but not for slow ones ({@link Patience}), nor for those of
 * nodes that lag by design.
 */
final class ChainLedger {
  private static final int HEARD_WITHIN = 100;

  /** Times that others are swept under one version before nobody is waited for any more. */
  private static final long PATIENCE = 4;

  private final int place;
  private final PersistentPhase phase;
  private final long limit;
  private final Sites sites;
  private final Tally tally;
  private final SumsPool pool;
  private final Entry[] chains;
  private final ArrayDeque<Entry> idle = new ArrayDeque<>();
  private final List<Entry> resting = new ArrayList<>();
  private final List<Sums> replaced = new ArrayList<>();
  private final boolean lockstep;
  private final double[] observed;
  private long arrived;
  private long fresh;
  private long inFlight;

  /**
   * @param place of the phase among all phases
   * @param lockstep each chain contributes once to each update; else chains run ahead while others
   *     are waited for
   * @param updates made before this run
   */
  ChainLedger(
      int place,
      PersistentPhase phase,
      int chains,
      boolean lockstep,
      long updates,
      Sites sites,
      Tally tally,
      SumsPool pool) {
    this.place = place;
    this.phase = phase;
    this.lockstep = lockstep;
    this.limit = (lockstep ? 1L : PATIENCE) * phase.particles();
    this.sites = sites;
    this.tally = tally;
    this.pool = pool;
    this.chains = new Entry[chains];
    for (int index = 0; index < chains; index++) {
      this.chains[index] =
          new Entry(
              new WorkerId(place, index),
              Division.first(phase.particles(), chains, index),
              Division.count(phase.particles(), chains, index),
              updates);
    }
    this.observed = new double[Math.min(FromWorker.TRACED, phase.particles())];
    Arrays.fill(observed, Double.NaN);
  }

  PersistentPhase phase() {
    return phase;
  }

  int chains() {
    return chains.length;
  }

  void ready(WorkerId worker, int incarnation, Outbox outbox) {
    Entry entry = chains[worker.index()];
    if (incarnation < entry.incarnation) {
      tally.repeated++;
    } else if (incarnation > entry.incarnation) {
      if (entry.busy) {
        rest(entry);
        entry.sequence--;
        idle.add(entry);
      } else if (entry.incarnation < 0) {
        idle.add(entry);
      }
      tally.restarts += entry.incarnation >= 0 ? 1 : 0;
      entry.incarnation = incarnation;
    } else {
      tally.repeated++;
      entry.repeat(outbox);
    }
  }

  void accept(ChainContribution contribution, Version now, int staleness, Outbox outbox) {
    Entry entry = chains[contribution.worker().index()];
    if (contribution.incarnation() != entry.incarnation
        || !entry.busy
        || contribution.sequence() != entry.sequence) {
      tally.repeated++;
      if (contribution.incarnation() == entry.incarnation) {
        entry.repeat(outbox);
      }
      return;
    }
    rest(entry);
    if (contribution.version().number() < entry.grantedAt) {
      entry.patience.used(now.number(), false);
    }
    if (contribution.version().epoch() != now.epoch()
        || now.number() - contribution.version().number() > staleness) {
      tally.late++;
      idle.addFirst(entry);
      pool.giveBack(place, contribution.sums());
      return;
    }
    (lockstep ? resting : idle).add(entry);
    replace(entry, contribution, now);
    arrived += entry.count;
    fresh += entry.isFresh(now, 0) && !lags(entry) ? entry.count : 0;
    tally.particleSweeps += (long) entry.count * phase.steps();
    for (int n = 0; n < contribution.observed().length; n++) {
      observed[entry.first + n] = contribution.observed()[n];
    }
  }

  private void rest(Entry entry) {
    entry.busy = false;
    inFlight -= entry.count;
  }

  /** What the update under way reads is kept until it has been made. */
  private void replace(Entry entry, ChainContribution contribution, Version now) {
    if (entry.taken) {
      replaced.add(entry.newest);
      entry.taken = false;
    } else if (entry.newest != null) {
      pool.giveBack(place, entry.newest);
    }
    entry.newest = contribution.sums();
    entry.newestVersion = contribution.version();
    entry.heardAt = now.number();
  }

  /** Lets chains go on that have nothing of the newest version yet. */
  void grant(Version now, Outbox outbox) {
    for (int waiting = idle.size(); waiting > 0 && fresh + inFlight < limit; waiting--) {
      Entry entry = idle.poll();
      if (lockstep || !entry.isFresh(now, 0) || lags(entry)) {
        proceed(entry, now, outbox);
      } else {
        idle.add(entry);
      }
    }
  }

  /** Tells where chains are at work. */
  void occupy(FreeThreads free) {
    for (Entry entry : chains) {
      if (entry.busy) {
        free.hasChain(entry.id);
      }
    }
  }

  /**
   * Lets chains run ahead that have waited longest: nothing else is left to do on their nodes than
   * to wait for others.
   */
  void grantAhead(FreeThreads free, Version now, Outbox outbox) {
    for (int waiting = idle.size(); waiting > 0 && fresh + inFlight < limit; waiting--) {
      Entry entry = idle.poll();
      if (free.takesChain(entry.id)) {
        proceed(entry, now, outbox);
      } else {
        idle.add(entry);
      }
    }
  }

  private void proceed(Entry entry, Version now, Outbox outbox) {
    entry.grantedAt = now.number();
    entry.busy = true;
    entry.sequence++;
    inFlight += entry.count;
    entry.repeat(outbox);
  }

  /**
   * Whether enough particles have been swept anew, some statistics are young enough to be used, and
   * nobody is waited for.
   */
  boolean isDue(Version now, int staleness) {
    if (arrived < phase.particles() || !lockstep && isWaiting(now)) {
      return false;
    }
    for (Entry entry : chains) {
      if (entry.isFresh(now, staleness)) {
        return true;
      }
    }
    tally.late++;
    arrived = 0;
    return false;
  }

  /**
   * Whether chains are about to be in time. Patience ends when the others have been swept {@link
   * #PATIENCE} times under the newest version.
   */
  private boolean isWaiting(Version now) {
    long waitedFor = 0;
    long others = 0;
    for (Entry entry : chains) {
      if (!lags(entry)) {
        boolean late = entry.isWaitedFor(now);
        waitedFor += late ? entry.count : 0;
        others += late ? 0 : entry.count;
      }
    }
    return waitedFor > 0 && (fresh == 0 || fresh < PATIENCE * others);
  }

  private boolean lags(Entry entry) {
    return sites.lags(sites.of(entry.id));
  }

  /**
   * The statistics of every particle that has some which are young enough; to be read until {@link
   * #updated}.
   */
  PhaseStatistics take(Version now, int staleness) {
    List<Sums> parts = new ArrayList<>(chains.length);
    long count = 0;
    for (Entry entry : chains) {
      if (entry.isFresh(now, staleness)) {
        parts.add(entry.newest);
        entry.taken = true;
        count += entry.count;
        tally.aged(now.number() - entry.newestVersion.number(), entry.count);
      }
      entry.patience.used(now.number(), entry.isFresh(now, 0));
    }
    arrived = 0;
    idle.addAll(resting);
    resting.clear();
    return new PhaseStatistics(phase, parts, count);
  }

  /**
   * The update has been made: nobody reads any more what was taken, and in lock-step no later
   * update will.
   */
  void updated() {
    for (Sums sums : replaced) {
      pool.giveBack(place, sums);
    }
    replaced.clear();
    fresh = 0;
    for (Entry entry : chains) {
      if (lockstep && entry.taken) {
        pool.giveBack(place, entry.newest);
        entry.newest = null;
      }
      entry.taken = false;
    }
  }

  /** Share of the particles heard lately, 0 to 1; at the start of a run all count as heard. */
  double heard(long update) {
    long heard = 0;
    for (Entry entry : chains) {
      heard += entry.heardAt > update - HEARD_WITHIN ? entry.count : 0;
    }
    return (double) heard / phase.particles();
  }

  /** The newest observation of each particle that is traced. */
  double[] observed() {
    return observed;
  }

  /** Incarnation of a chain that has reported; -1 when it has not. */
  int incarnation(int chain) {
    return chains[chain].incarnation;
  }

  /**
   * One chain. Its contributions are numbered over all its incarnations: whoever is told a number
   * again that it has had before knows that the contribution of that number was lost.
   */
  private static final class Entry {
    private final WorkerId id;
    private final int first;
    private final int count;
    private final Patience patience = new Patience();
    private int incarnation = -1;
    private long sequence;
    private long grantedAt;
    private boolean busy;
    private Sums newest;
    private boolean taken;
    private Version newestVersion;
    private long heardAt;

    Entry(WorkerId id, int first, int count, long updates) {
      this.id = id;
      this.first = first;
      this.count = count;
      this.heardAt = updates;
    }

    boolean isFresh(Version now, int staleness) {
      return newest != null && now.number() - newestVersion.number() <= staleness;
    }

    boolean isWaitedFor(Version now) {
      return !isFresh(now, 0) && patience.lasts(now.number());
    }

    void repeat(Outbox outbox) {
      if (busy) {
        outbox.send(id, new ToWorker.Proceed(incarnation, sequence));
      }
    }
  }
}
