package dev.reverie.cluster;

import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorker.BatchContribution;
import dev.reverie.protocol.FromWorker.ChainContribution;
import dev.reverie.snapshot.SumsPool;
import dev.reverie.transport.Frame;
import dev.reverie.wire.WorkerCodec;
import java.util.List;

/** What workers say, as frames. */
final class WorkerWords {
  private WorkerWords() {}

  /**
   * A frame for words that hold numbers; sums in them remain their owner's. Where a state goes with
   * sums that follow from it, it goes alone.
   */
  static Frame frame(FromWorker message, byte[] state, List<Phase> phases) {
    boolean counted =
        state.length > 0
            && phases.get(message.worker().phase()) instanceof PersistentPhase phase
            && phase.countsStates();
    return new Frame(
        type(message),
        DataFrames.key(message.worker()),
        WorkerCodec.encode(message, state, counted));
  }

  private static byte type(FromWorker message) {
    if (message instanceof ChainContribution) {
      return DataFrames.CHAIN;
    }
    return message instanceof BatchContribution ? DataFrames.BATCH : DataFrames.CAPTURED;
  }

  /** Gives the sums in a message back, which nobody reads any more. */
  static void recycle(FromWorker message, SumsPool pool, List<Phase> phases) {
    if (message instanceof ChainContribution chain) {
      pool.giveBack(chain.worker().phase(), chain.sums());
    } else if (message instanceof BatchContribution batch) {
      int sums = 0;
      for (int place = 0; place < phases.size(); place++) {
        if (phases.get(place) instanceof BatchPhase) {
          pool.giveBack(place, batch.sums().get(sums++));
        }
      }
    }
  }
}
