package dev.reverie.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import dev.reverie.encoding.Fields;
import dev.reverie.parameter.Version;
import dev.reverie.protocol.FromWorker.Captured;
import dev.reverie.protocol.FromWorker.Failed;
import dev.reverie.protocol.FromWorker.Ready;
import dev.reverie.protocol.Ticket;
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
import dev.reverie.protocol.ToWorker.Capture;
import dev.reverie.protocol.ToWorker.Proceed;
import dev.reverie.protocol.ToWorker.Take;
import dev.reverie.protocol.WorkerId;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What hosts and a conductor say, through Akka's serialization as an application has it. */
final class ControlSerializerTest {
  private static final ActorTestKit TEST_KIT = ActorTestKit.create();
  private static final Serialization AKKA =
      SerializationExtension.get(TEST_KIT.system().classicSystem());
  private static final ActorRef<ToHost> HOST = TEST_KIT.createTestProbe("host", ToHost.class).ref();
  private static final ActorRef<ToConductor> CONDUCTOR =
      TEST_KIT.createTestProbe("conductor", ToConductor.class).ref();
  private static final WorkerId CHAIN = new WorkerId(1, 5);
  private static final WorkerId DATA = WorkerId.dataWorker(3);
  private static final Map<String, String> IDENTITY =
      Map.of("seed", "7", "modèle", "RBM 784 × 500", "", "nothing");

  @AfterAll
  static void shutDown() {
    TEST_KIT.shutdownTestKit();
  }

  private static List<Object> withReferences() {
    return List.of(
        new Hello(2, HOST, "node 1", 16, new Version(1, 30), IDENTITY),
        new Joined(2, HOST),
        new Said(4, HOST, new Ready(DATA, 1)),
        new Said(4, HOST, new Failed(CHAIN, 1, "chains", "größer als 1", true)),
        new Invite(5, IDENTITY, CONDUCTOR));
  }

  /** Each with its bytes. */
  private static Map<Object, String> withBytes() {
    return Map.of(
        new Welcome(1, "h", 258, new byte[] {1, 2}),
        "0100000000000000" + "01000000" + "68" + "02010000" + "02000000" + "0102",
        new Refused(2, "no"),
        "0200000000000000" + "02000000" + "6e6f",
        new Carry(3, CHAIN, 2, true),
        "0300000000000000" + "01000000" + "05000000" + "02000000" + "01",
        new Drop(Long.MAX_VALUE, DATA, 0),
        "ffffffffffffff7f" + "ffffffff" + "03000000" + "00000000",
        new Deliver(1, CHAIN, 9, new Proceed(4, 6)),
        "0100000000000000"
            + "01000000"
            + "05000000"
            + "0900000000000000"
            + "01"
            + "04000000"
            + "0600000000000000",
        new Deliver(1, DATA, 0, new Take(4, 6, new Ticket(7, 1, 3))),
        "0100000000000000"
            + "ffffffff"
            + "03000000"
            + "0000000000000000"
            + "02"
            + "04000000"
            + "0600000000000000"
            + "0700000000000000"
            + "01000000"
            + "03000000",
        new Deliver(1, CHAIN, 0, new Capture(4, 6)),
        "0100000000000000"
            + "01000000"
            + "05000000"
            + "0000000000000000"
            + "03"
            + "04000000"
            + "0600000000000000",
        new Ended(1, "DONE", "ok"),
        "0100000000000000" + "04000000" + "444f4e45" + "02000000" + "6f6b");
  }

  private static List<Object> all() {
    return Stream.concat(withReferences().stream(), withBytes().keySet().stream()).toList();
  }

  private static ControlSerializer serializer() {
    return assertInstanceOf(
        ControlSerializer.class,
        assertDoesNotThrow(() -> AKKA.serializerFor(Joined.class)),
        "as reference.conf says");
  }

  @Test
  void shouldReadWhatItWritesThroughAkka() {
    for (Object message : all()) {
      byte[] bytes = AKKA.serialize(message).get();
      ControlSerializer serializer = serializer();
      String manifest = serializer.manifest(message);
      Object read = AKKA.deserialize(bytes, serializer.identifier(), manifest).get();
      assertEquals(message, read);
    }
    assertEquals(7497078, serializer().identifier());
  }

  @Test
  void shouldHaveAFormForEveryMessage() {
    Set<Class<?>> known = all().stream().map(Object::getClass).collect(Collectors.toSet());
    Stream.of(ToHost.class, ToConductor.class)
        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
        .forEach(
            type -> {
              assertTrue(known.contains(type), type.getName());
              assertInstanceOf(
                  ControlSerializer.class, assertDoesNotThrow(() -> AKKA.serializerFor(type)));
            });
  }

  @Test
  void shouldWriteTheBytesOnRecord() {
    withBytes()
        .forEach(
            (message, bytes) ->
                assertEquals(bytes, HexFormat.of().formatHex(serializer().toBinary(message))));
    ByteBuffer joined = Fields.over(serializer().toBinary(new Joined(2, HOST)));
    assertEquals(2, joined.getLong());
    String host = Fields.readText(joined, "host");
    assertEquals(ActorRefResolver.get(TEST_KIT.system()).toSerializationFormat(HOST), host);
    assertEquals(0, joined.remaining());
    assertArrayEquals(
        serializer().toBinary(new Invite(5, IDENTITY, CONDUCTOR)),
        serializer().toBinary(new Invite(5, Map.copyOf(IDENTITY), CONDUCTOR)));
  }

  @Test
  void shouldNameMessagesAndTheirVersions() {
    Set<String> manifests = all().stream().map(serializer()::manifest).collect(Collectors.toSet());
    assertEquals(
        Set.of(
            "hello.2",
            "joined.1",
            "said.1",
            "invite.1",
            "welcome.1",
            "refused.1",
            "carry.1",
            "drop.1",
            "deliver.1",
            "ended.1"),
        manifests);
  }

  @Test
  void shouldReadOrRefuseDamage() {
    for (Object message : all()) {
      String manifest = serializer().manifest(message);
      Damage.assertReadOrRefused(
          serializer().toBinary(message),
          NotSerializableException.class,
          damaged -> serializer().fromBinary(damaged, manifest));
    }
  }

  @Test
  void shouldRefuseOtherVersionsWithAReason() {
    for (String manifest : List.of("carry.2", "carry", "", "Carry.1")) {
      var refusal =
          assertThrows(
              NotSerializableException.class, () -> serializer().fromBinary(new byte[9], manifest));
      assertTrue(refusal.getMessage().startsWith("manifest=" + manifest + ", must be one of ["));
      assertTrue(refusal.getMessage().endsWith("the sender has another version"));
    }
  }

  @Test
  void shouldCutReasonsThatAreVeryLong() throws NotSerializableException {
    Refused refused = new Refused(1, "x".repeat(1 << 20));
    Refused read = (Refused) serializer().fromBinary(serializer().toBinary(refused), "refused.1");
    assertEquals("x".repeat(4096) + " ...", read.reason());
  }

  @Test
  void shouldNotWriteWhatIsTooLargeOrTravelsAsData() {
    Welcome large = new Welcome(1, "h", 1, new byte[MessageBuffer.MOST_BYTES]);
    assertThrows(IllegalArgumentException.class, () -> serializer().toBinary(large));
    byte[] most =
        serializer().toBinary(new Welcome(1, "h", 1, new byte[MessageBuffer.MOST_BYTES - 21]));
    assertEquals(MessageBuffer.MOST_BYTES, most.length);
    Said captured = new Said(1, HOST, new Captured(CHAIN, 0, 1, new byte[3]));
    assertThrows(IllegalArgumentException.class, () -> serializer().toBinary(captured));
    Version other = new Version(0, 0);
    assertThrows(IllegalArgumentException.class, () -> serializer().manifest(other));
  }
}
