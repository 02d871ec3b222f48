package dev.reverie.wire;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import dev.reverie.encoding.Fields;
import dev.reverie.parameter.Version;
import dev.reverie.protocol.ToConductor;
import dev.reverie.protocol.ToConductor.Hello;
import dev.reverie.protocol.ToConductor.Joined;
import dev.reverie.protocol.ToConductor.Said;
import dev.reverie.protocol.ToHost;
import dev.reverie.protocol.ToHost.Carry;
import dev.reverie.protocol.ToHost.Deliver;
import dev.reverie.protocol.ToHost.Drop;
import dev.reverie.protocol.ToHost.Ended;
import dev.reverie.protocol.ToHost.Invite;
import dev.reverie.protocol.ToHost.Refused;
import dev.reverie.protocol.ToHost.Welcome;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The form of each control message: its epoch in 8 bytes, and its fields in their order. A form
 * never changes; another one gets another manifest.
 */
final class ControlForms {
  private final ActorRefResolver resolver;

  ControlForms(ActorRefResolver resolver) {
    this.resolver = resolver;
  }

  /**
   * How messages of a type are written and read.
   *
   * @param manifest name and version
   */
  record Form<T>(Class<T> type, String manifest, Writer<T> writer, Reader<T> reader) {
    void write(Object message, ByteBuffer out) {
      writer.write(type.cast(message), out);
    }

    T read(ByteBuffer in) {
      T message = reader.read(in);
      Fields.requireEnd(in, manifest);
      return message;
    }
  }

  /** Writes what follows the epoch. */
  interface Writer<T> {
    void write(T message, ByteBuffer out);
  }

  /** Reads all. */
  interface Reader<T> {
    T read(ByteBuffer in);
  }

  /** Of all control messages. */
  List<Form<?>> all() {
    return List.of(
        new Form<>(Hello.class, "hello.2", this::write, this::hello),
        new Form<>(
            Joined.class, "joined.1", this::writeHost, in -> new Joined(epoch(in), host(in))),
        new Form<>(Said.class, "said.1", this::write, this::said),
        new Form<>(Invite.class, "invite.1", this::write, this::invite),
        new Form<>(Welcome.class, "welcome.1", ControlForms::write, ControlForms::welcome),
        new Form<>(Refused.class, "refused.1", ControlForms::write, ControlForms::refused),
        new Form<>(Carry.class, "carry.1", ControlForms::write, ControlForms::carry),
        new Form<>(Drop.class, "drop.1", ControlForms::write, ControlForms::drop),
        new Form<>(Deliver.class, "deliver.1", ControlForms::write, ControlForms::deliver),
        new Form<>(Ended.class, "ended.1", ControlForms::write, ControlForms::ended));
  }

  private static long epoch(ByteBuffer in) {
    return Fields.readLong(in, "epoch", 0, Long.MAX_VALUE);
  }

  private void writeHost(ToConductor said, ByteBuffer out) {
    out.putLong(said.epoch());
    write(said.host(), out);
  }

  private ActorRef<ToHost> host(ByteBuffer in) {
    return reference(in, "host");
  }

  private void write(ActorRef<?> reference, ByteBuffer out) {
    Fields.writeText(out, resolver.toSerializationFormat(reference));
  }

  private <T> ActorRef<T> reference(ByteBuffer in, String name) {
    return resolver.resolveActorRef(Fields.readText(in, name));
  }

  private void write(Hello said, ByteBuffer out) {
    writeHost(said, out);
    Fields.writeText(out, said.name());
    out.putInt(said.cores());
    out.putInt(said.seen().epoch());
    out.putLong(said.seen().number());
    write(said.identity(), out);
  }

  private Hello hello(ByteBuffer in) {
    return new Hello(
        epoch(in),
        host(in),
        Fields.readText(in, "name"),
        Fields.readInt(in, "cores", 1, Integer.MAX_VALUE),
        new Version(
            Fields.readInt(in, "seen.epoch", 0, Integer.MAX_VALUE),
            Fields.readLong(in, "seen.number", 0, Long.MAX_VALUE)),
        identity(in));
  }

  private void write(Said said, ByteBuffer out) {
    writeHost(said, out);
    WorkerForms.write(said.message(), out);
  }

  private Said said(ByteBuffer in) {
    return new Said(epoch(in), host(in), WorkerForms.fromWorker(in));
  }

  private void write(Invite said, ByteBuffer out) {
    out.putLong(said.epoch());
    write(said.identity(), out);
    write(said.replyTo(), out);
  }

  private Invite invite(ByteBuffer in) {
    return new Invite(epoch(in), identity(in), reference(in, "replyTo"));
  }

  /** In the names' order, so that the same identity has the same bytes. */
  private static void write(Map<String, String> identity, ByteBuffer out) {
    out.putInt(identity.size());
    new TreeMap<>(identity)
        .forEach(
            (name, value) -> {
              Fields.writeText(out, name);
              Fields.writeText(out, value);
            });
  }

  private static Map<String, String> identity(ByteBuffer in) {
    int count = Fields.readCount(in, "identity", 2 * Integer.BYTES);
    Map<String, String> identity = new TreeMap<>();
    for (int k = 0; k < count; k++) {
      String name = Fields.readText(in, "name in identity");
      if (identity.put(name, Fields.readText(in, name)) != null) {
        throw Fields.malformed("name in identity", name, "there once");
      }
    }
    return identity;
  }

  private static void write(Welcome said, ByteBuffer out) {
    out.putLong(said.epoch());
    Fields.writeText(out, said.host());
    out.putInt(said.port());
    Fields.writeBytes(out, said.token());
  }

  private static Welcome welcome(ByteBuffer in) {
    return new Welcome(
        epoch(in),
        Fields.readText(in, "host"),
        Fields.readInt(in, "port", 0, 65_535),
        Fields.readBytes(in, "token"));
  }

  private static void write(Refused said, ByteBuffer out) {
    out.putLong(said.epoch());
    WorkerForms.writeReason(said.reason(), out);
  }

  private static Refused refused(ByteBuffer in) {
    return new Refused(epoch(in), Fields.readText(in, "reason"));
  }

  private static void write(Carry said, ByteBuffer out) {
    out.putLong(said.epoch());
    WorkerForms.write(said.worker(), out);
    out.putInt(said.assignment());
    Fields.writeFlag(out, said.state());
  }

  private static Carry carry(ByteBuffer in) {
    return new Carry(
        epoch(in), WorkerForms.worker(in), assignment(in), Fields.readFlag(in, "state"));
  }

  private static int assignment(ByteBuffer in) {
    return Fields.readInt(in, "assignment", 0, Integer.MAX_VALUE);
  }

  private static void write(Drop said, ByteBuffer out) {
    out.putLong(said.epoch());
    WorkerForms.write(said.worker(), out);
    out.putInt(said.assignment());
  }

  private static Drop drop(ByteBuffer in) {
    return new Drop(epoch(in), WorkerForms.worker(in), assignment(in));
  }

  private static void write(Deliver said, ByteBuffer out) {
    out.putLong(said.epoch());
    WorkerForms.write(said.worker(), out);
    out.putLong(said.version());
    WorkerForms.write(said.message(), out);
  }

  private static Deliver deliver(ByteBuffer in) {
    return new Deliver(
        epoch(in),
        WorkerForms.worker(in),
        Fields.readLong(in, "version", 0, Long.MAX_VALUE),
        WorkerForms.toWorker(in));
  }

  private static void write(Ended said, ByteBuffer out) {
    out.putLong(said.epoch());
    Fields.writeText(out, said.status());
    WorkerForms.writeReason(said.reason(), out);
  }

  private static Ended ended(ByteBuffer in) {
    return new Ended(epoch(in), Fields.readText(in, "status"), Fields.readText(in, "reason"));
  }
}
