package dev.reverie.cluster;

import dev.reverie.phase.BatchPhase;
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

  /** A frame for words that hold numbers; sums in them remain their owner's. */
  static Frame frame(FromWorker message, byte[] state) {
    return new Frame(
        type(message), DataFrames.key(message.worker()), WorkerCodec.encode(message, state));
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
