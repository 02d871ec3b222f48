package dev.reverie.wire;

import dev.reverie.encoding.Fields;
import dev.reverie.protocol.FromWorker;
import dev.reverie.protocol.FromWorker.Failed;
import dev.reverie.protocol.FromWorker.Ready;
import dev.reverie.protocol.Ticket;
import dev.reverie.protocol.ToWorker;
import dev.reverie.protocol.ToWorker.Capture;
import dev.reverie.protocol.ToWorker.Proceed;
import dev.reverie.protocol.ToWorker.Take;
import dev.reverie.protocol.WorkerId;
import java.nio.ByteBuffer;

/**
 * What workers hear, and what of what they say has no numbers, within control messages: a byte that
 * tells which, then the fields in their order.
 */
final class WorkerForms {
  private static final byte READY = 1;
  private static final byte FAILED = 2;
  private static final byte PROCEED = 1;
  private static final byte TAKE = 2;
  private static final byte CAPTURE = 3;

  /** A reason on one line is shorter; what comes from an exception may not be. */
  private static final int MOST_REASON = 4096;

  private WorkerForms() {}

  static void write(WorkerId worker, ByteBuffer out) {
    out.putInt(worker.phase()).putInt(worker.index());
  }

  static WorkerId worker(ByteBuffer in) {
    int phase = Fields.readInt(in, "phase", WorkerId.DATA, Integer.MAX_VALUE);
    return new WorkerId(phase, Fields.readInt(in, "index", 0, Integer.MAX_VALUE));
  }

  /** Writes a text for people, without its end when it is very long. */
  static void writeReason(String reason, ByteBuffer out) {
    boolean fits = reason.length() <= MOST_REASON;
    Fields.writeText(out, fits ? reason : reason.substring(0, MOST_REASON) + " ...");
  }

  private static int incarnation(ByteBuffer in) {
    return Fields.readInt(in, "incarnation", 0, Integer.MAX_VALUE);
  }

  static void write(FromWorker message, ByteBuffer out) {
    if (message instanceof Ready) {
      out.put(READY);
      write(message.worker(), out);
      out.putInt(message.incarnation());
    } else if (message instanceof Failed failed) {
      out.put(FAILED);
      write(failed.worker(), out);
      out.putInt(failed.incarnation());
      Fields.writeText(out, failed.phase());
      writeReason(failed.reason(), out);
      Fields.writeFlag(out, failed.diverged());
    } else {
      throw Fields.malformed(
          "message", message.getClass().getSimpleName(), "Ready or Failed: others travel as data");
    }
  }

  static FromWorker fromWorker(ByteBuffer in) {
    if (Fields.readByte(in, "what a worker says", READY, FAILED) == READY) {
      return new Ready(worker(in), incarnation(in));
    }
    return new Failed(
        worker(in),
        incarnation(in),
        Fields.readText(in, "phase"),
        Fields.readText(in, "reason"),
        Fields.readFlag(in, "diverged"));
  }

  static void write(ToWorker message, ByteBuffer out) {
    if (message instanceof Proceed proceed) {
      out.put(PROCEED).putInt(proceed.incarnation()).putLong(proceed.sequence());
    } else if (message instanceof Take take) {
      out.put(TAKE).putInt(take.incarnation()).putLong(take.sequence());
      Ticket ticket = take.ticket();
      out.putLong(ticket.batch()).putInt(ticket.from()).putInt(ticket.to());
    } else if (message instanceof Capture capture) {
      out.put(CAPTURE).putInt(capture.incarnation()).putLong(capture.capture());
    } else {
      throw Fields.malformed("message", message, "one that this version knows");
    }
  }

  static ToWorker toWorker(ByteBuffer in) {
    int what = Fields.readByte(in, "what a worker hears", PROCEED, CAPTURE);
    int incarnation = incarnation(in);
    long number = Fields.readLong(in, "sequence", 0, Long.MAX_VALUE);
    return switch (what) {
      case PROCEED -> new Proceed(incarnation, number);
      case TAKE -> new Take(incarnation, number, ticket(in));
      default -> new Capture(incarnation, number);
    };
  }

  /** Reads a share of a batch. */
  static Ticket ticket(ByteBuffer in) {
    long batch = Fields.readLong(in, "batch", 0, Long.MAX_VALUE);
    int from = Fields.readInt(in, "from", 0, Integer.MAX_VALUE);
    return new Ticket(batch, from, Fields.readInt(in, "to", from, Integer.MAX_VALUE));
  }
}
