package dev.reverie.wire;

import dev.reverie.encoding.Fields;
import dev.reverie.parameter.Version;
import dev.reverie.phase.BatchPhase;
import dev.reverie.phase.PersistentPhase;
import dev.reverie.phase.Phase;
import dev.reverie.phase.Sums;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorker.BatchContribution;
import dev.reverie.protocol.FromWorker.Captured;
import dev.reverie.protocol.FromWorker.ChainContribution;
import dev.reverie.protocol.Ticket;
import dev.reverie.protocol.WorkerId;
import dev.reverie.snapshot.SumsPool;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What workers say, as bytes, where it holds numbers.
 *
 * <pre>
 *  all     int phase | int index | int incarnation | long sequence or capture | what follows
 *
 *  chain contribution   int epoch | long number | int traced | double each | int length | state
 *                       byte 0 | sums, or byte 1 where they are to be counted from the state
 *  batch contribution   int epoch | long number | long batch | int from | int to | int phases | sums of each
 *  captured             int length | state
 * </pre>
 *
 * The whole is sealed with a version, what it is, and a checksum.
 */
public final class WorkerCodec {
  private static final int WORKER_BYTES = 3 * Integer.BYTES + Long.BYTES;
  private static final int VERSION_BYTES = Integer.BYTES + Long.BYTES;
  private static final int TICKET_BYTES = Long.BYTES + 2 * Integer.BYTES;
  private static final byte[] NO_STATE = {};

  private WorkerCodec() {}

  /**
   * What was read.
   *
   * @param state of the particles beside a chain's contribution; empty when there is none
   */
  public record Read(FromWorker message, byte[] state) {}

  /** Makes sums of the states of a chain's particles. */
  @FunctionalInterface
  public interface Counter {
    /**
     * @param into takes the sums; empty
     * @throws IllegalArgumentException with one line that says what is wrong with the states
     */
    void count(WorkerId chain, byte[] state, Sums into);
  }

  /** Writes a message without a state beside it. */
  public static byte[] encode(FromWorker message) {
    return encode(message, NO_STATE, false);
  }

  /**
   * Writes a message; its sums remain its owner's.
   *
   * @param state of a chain's particles beside its contribution, else empty
   * @param counted whether a chain's sums are left out, and counted from the state where it is read
   */
  public static byte[] encode(FromWorker message, byte[] state, boolean counted) {
    if (message instanceof ChainContribution chain) {
      return encode(chain, state, counted);
    }
    if (state.length > 0) {
      throw Fields.malformed("state.length", state.length, "0 without a chain's contribution");
    }
    if (message instanceof BatchContribution batch) {
      return encode(batch);
    }
    if (message instanceof Captured captured) {
      return encode(captured);
    }
    throw Fields.malformed("message", message.getClass().getSimpleName(), "one with numbers");
  }

  private static byte[] encode(ChainContribution said, byte[] state, boolean counted) {
    double[] observed = said.observed();
    long bytes = WORKER_BYTES + VERSION_BYTES + 2 * Integer.BYTES + state.length + Byte.BYTES;
    bytes += (long) Double.BYTES * observed.length + (counted ? 0 : said.sums().bytes());
    return Sealed.seal(
        Sealed.CHAIN_CONTRIBUTION,
        bytes,
        out -> {
          write(said, said.sequence(), out);
          write(said.version(), out);
          out.putInt(observed.length);
          for (double number : observed) {
            out.putDouble(number);
          }
          Fields.writeBytes(out, state);
          Fields.writeFlag(out, counted);
          if (!counted) {
            said.sums().write(out);
          }
        });
  }

  private static byte[] encode(BatchContribution said) {
    long bytes = WORKER_BYTES + VERSION_BYTES + TICKET_BYTES + Integer.BYTES;
    bytes += said.sums().stream().mapToLong(Sums::bytes).sum();
    return Sealed.seal(
        Sealed.BATCH_CONTRIBUTION,
        bytes,
        out -> {
          write(said, said.sequence(), out);
          write(said.version(), out);
          Ticket ticket = said.ticket();
          out.putLong(ticket.batch()).putInt(ticket.from()).putInt(ticket.to());
          out.putInt(said.sums().size());
          said.sums().forEach(sums -> sums.write(out));
        });
  }

  private static byte[] encode(Captured said) {
    return Sealed.seal(
        Sealed.CAPTURED,
        (long) WORKER_BYTES + Integer.BYTES + said.particles().length,
        out -> {
          write(said, said.capture(), out);
          Fields.writeBytes(out, said.particles());
        });
  }

  private static void write(FromWorker said, long sequence, ByteBuffer out) {
    out.putInt(said.worker().phase()).putInt(said.worker().index()).putInt(said.incarnation());
    out.putLong(sequence);
  }

  private static void write(Version version, ByteBuffer out) {
    out.putInt(version.epoch()).putLong(version.number());
  }

  /**
   * Reads a message, whose sums come from a pool and are the caller's from here on.
   *
   * @param phases the objective's, in its order
   * @param counter makes the sums that were left out
   * @throws IllegalArgumentException with one line that says what is wrong with the bytes; the pool
   *     then has its sums back
   */
  public static Read decode(byte[] bytes, SumsPool pool, List<Phase> phases, Counter counter) {
    byte kind = Sealed.kind(bytes);
    ByteBuffer in = Sealed.content(bytes);
    return switch (kind) {
      case Sealed.CHAIN_CONTRIBUTION -> chainContribution(in, pool, phases, counter);
      case Sealed.BATCH_CONTRIBUTION -> batchContribution(in, pool, phases);
      case Sealed.CAPTURED -> captured(in, phases);
      default -> throw Fields.malformed("kind", kind, "what a worker says");
    };
  }

  private static Read chainContribution(
      ByteBuffer in, SumsPool pool, List<Phase> phases, Counter counter) {
    WorkerId worker = chain(in, phases);
    int incarnation = incarnation(in);
    long sequence = sequence(in);
    Version version = version(in);
    double[] observed = new double[Fields.readInt(in, "traced", 0, FromWorker.TRACED)];
    Fields.requireLeft(in, "observed", (long) Double.BYTES * observed.length);
    for (int k = 0; k < observed.length; k++) {
      observed[k] = in.getDouble();
    }
    byte[] state = Fields.readBytes(in, "state");
    SumsReader reader =
        Fields.readFlag(in, "counted")
            ? (sums, rest) -> counter.count(worker, state, sums)
            : Sums::read;
    Sums sums = sums(in, pool, List.of(worker.phase()), reader).get(0);
    return new Read(
        new ChainContribution(worker, incarnation, sequence, version, sums, observed), state);
  }

  private static Read batchContribution(ByteBuffer in, SumsPool pool, List<Phase> phases) {
    Fields.readInt(in, "phase", WorkerId.DATA, WorkerId.DATA);
    WorkerId worker = WorkerId.dataWorker(index(in));
    int incarnation = incarnation(in);
    long sequence = sequence(in);
    Version version = version(in);
    Ticket ticket = WorkerForms.ticket(in);
    List<Integer> places =
        IntStream.range(0, phases.size())
            .filter(place -> phases.get(place) instanceof BatchPhase)
            .boxed()
            .toList();
    Fields.readInt(in, "phases", places.size(), places.size());
    List<Sums> sums = sums(in, pool, places, Sums::read);
    return new Read(
        new BatchContribution(worker, incarnation, sequence, ticket, version, sums), NO_STATE);
  }

  private static Read captured(ByteBuffer in, List<Phase> phases) {
    WorkerId worker = chain(in, phases);
    int incarnation = incarnation(in);
    long capture = sequence(in);
    byte[] particles = Fields.readBytes(in, "particles");
    Fields.requireEnd(in, "the message");
    return new Read(new Captured(worker, incarnation, capture, particles), NO_STATE);
  }

  private interface SumsReader {
    void read(Sums sums, ByteBuffer in);
  }

  /** Reads sums of several phases, which are the last of a message. */
  private static List<Sums> sums(
      ByteBuffer in, SumsPool pool, List<Integer> places, SumsReader reader) {
    List<Sums> taken = new ArrayList<>();
    boolean whole = false;
    try {
      for (int place : places) {
        Sums sums = pool.take(place);
        taken.add(sums);
        reader.read(sums, in);
      }
      Fields.requireEnd(in, "the message");
      whole = true;
      return List.copyOf(taken);
    } finally {
      for (int k = 0; !whole && k < taken.size(); k++) {
        pool.giveBack(places.get(k), taken.get(k));
      }
    }
  }

  private static WorkerId chain(ByteBuffer in, List<Phase> phases) {
    int phase = Fields.readInt(in, "phase", 0, phases.size() - 1);
    if (!(phases.get(phase) instanceof PersistentPhase)) {
      throw Fields.malformed("phase", phases.get(phase).name(), "one with chains");
    }
    return new WorkerId(phase, index(in));
  }

  private static int index(ByteBuffer in) {
    return Fields.readInt(in, "index", 0, Integer.MAX_VALUE);
  }

  private static int incarnation(ByteBuffer in) {
    return Fields.readInt(in, "incarnation", 0, Integer.MAX_VALUE);
  }

  private static long sequence(ByteBuffer in) {
    return Fields.readLong(in, "sequence", 0, Long.MAX_VALUE);
  }

  private static Version version(ByteBuffer in) {
    int epoch = Fields.readInt(in, "epoch", 0, Integer.MAX_VALUE);
    return new Version(epoch, Fields.readLong(in, "number", 0, Long.MAX_VALUE));
  }
}
