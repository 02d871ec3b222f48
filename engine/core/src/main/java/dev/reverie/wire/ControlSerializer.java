package dev.reverie.wire;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializerWithStringManifest;
import dev.reverie.encoding.Fields;
import dev.reverie.wire.ControlForms.Form;
import java.io.NotSerializableException;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Akka's serializer for what hosts and the conductor of a training say to each other. A manifest
 * names a message and its version; those of other versions are refused with a reason, upon which
 * Akka drops the message and logs it.
 *
 * <p>Its identifier is that in {@code akka.actor.serialization-identifiers}, so that an application
 * that has another serializer with the same one can change it, on all nodes alike.
 */
public final class ControlSerializer extends SerializerWithStringManifest {
  private final int identifier;
  private final Map<Class<?>, Form<?>> byType;
  private final Map<String, Form<?>> byManifest;

  /** Akka calls this. */
  public ControlSerializer(ExtendedActorSystem system) {
    this.identifier =
        system
            .settings()
            .config()
            .getConfig("akka.actor.serialization-identifiers")
            .getInt("\"" + ControlSerializer.class.getName() + "\"");
    ActorRefResolver resolver = ActorRefResolver.get(Adapter.toTyped(system));
    ControlForms forms = new ControlForms(resolver);
    this.byType =
        forms.all().stream().collect(Collectors.toUnmodifiableMap(Form::type, form -> form));
    this.byManifest =
        forms.all().stream()
            .collect(Collectors.toUnmodifiableMap(Form::manifest, Function.identity()));
  }

  @Override
  public int identifier() {
    return identifier;
  }

  @Override
  public String manifest(Object message) {
    return form(message).manifest();
  }

  private Form<?> form(Object message) {
    Form<?> form = byType.get(message.getClass());
    if (form == null) {
      throw Fields.malformed(
          "message", message.getClass().getName(), "one between hosts and a conductor");
    }
    return form;
  }

  @Override
  public byte[] toBinary(Object message) {
    Form<?> form = form(message);
    return MessageBuffer.of(out -> form.write(message, out));
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    Form<?> form = byManifest.get(manifest);
    if (form == null) {
      throw new NotSerializableException(
          "manifest="
              + manifest
              + ", must be one of "
              + new TreeSet<>(byManifest.keySet())
              + ": the sender has another version");
    }
    try {
      return form.read(Fields.over(bytes));
    } catch (IllegalArgumentException e) {
      NotSerializableException refusal =
          new NotSerializableException("manifest=" + manifest + ": " + e.getMessage());
      refusal.initCause(e);
      throw refusal;
    }
  }
}
