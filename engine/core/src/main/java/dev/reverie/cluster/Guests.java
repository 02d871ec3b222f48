package dev.reverie.cluster;

import akka.actor.typed.ActorRef;
import dev.reverie.protocol.ToHost;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The hosts that have said hello to a conductor, and their connections for data. For the
 * conductor's thread, but for {@link #isInvited} and {@link #host}.
 */
final class Guests {
  private static final int TOKEN_BYTES = 16;

  /**
   * Ticks from a host's first word until it must have connected. From then on its connection says
   * how long it is there, whatever time the first snapshot takes.
   */
  private static final int PATIENCE = 40;

  private final Map<ActorRef<ToHost>, Guest> guests = new LinkedHashMap<>();
  private final Map<Wire, ActorRef<ToHost>> hosts = new ConcurrentHashMap<>();
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final SecureRandom random = new SecureRandom();

  private static final class Guest {
    private final String name;
    private final int cores;
    private final byte[] token;
    private Wire wire;
    private boolean joined;
    private int ticks;

    Guest(String name, int cores, byte[] token) {
      this.name = name;
      this.cores = cores;
      this.token = token;
    }
  }

  /**
   * A host that is one no more.
   *
   * @param wire its connection; null where it had none
   * @param joined whether it took part
   */
  record Gone(String name, Wire wire, boolean joined) {}

  /** Whether somebody who shows that token may connect. From any thread. */
  boolean isInvited(byte[] token) {
    return tokens.contains(HexFormat.of().formatHex(token));
  }

  /** Whose connection that is; null for nobody's. From any thread. */
  ActorRef<ToHost> host(Wire wire) {
    return hosts.get(wire);
  }

  boolean has(ActorRef<ToHost> host) {
    return guests.containsKey(host);
  }

  /** Whether a host of that name is here: names decide what hosts carry. */
  boolean hasName(String name) {
    return guests.values().stream().anyMatch(guest -> guest.name.equals(name));
  }

  List<ActorRef<ToHost>> all() {
    return List.copyOf(guests.keySet());
  }

  /** Takes a host in; returns the token that it is to show. */
  byte[] welcome(ActorRef<ToHost> host, String name, int cores) {
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    tokens.add(HexFormat.of().formatHex(token));
    guests.put(host, new Guest(name, cores, token));
    return token;
  }

  /** A connection is open. A token is good for one; another one, or a late one, is ended. */
  void opened(Wire wire, byte[] token) {
    tokens.remove(HexFormat.of().formatHex(token));
    guests.forEach(
        (host, guest) -> {
          if (guest.wire == null && Arrays.equals(guest.token, token)) {
            guest.wire = wire;
            hosts.put(wire, host);
          }
        });
    if (!hosts.containsKey(wire)) {
      wire.close();
    }
  }

  /** A host has parameters; returns whether it takes part from now on. */
  boolean join(ActorRef<ToHost> host) {
    Guest guest = guests.get(host);
    if (guest == null || guest.wire == null || guest.joined) {
      return false;
    }
    guest.joined = true;
    return true;
  }

  /** A host is none any more; null where it was not. */
  Gone remove(ActorRef<ToHost> host) {
    Guest guest = guests.remove(host);
    if (guest == null) {
      return null;
    }
    tokens.remove(HexFormat.of().formatHex(guest.token));
    if (guest.wire != null) {
      hosts.remove(guest.wire);
    }
    return new Gone(guest.name, guest.wire, guest.joined);
  }

  /** Time has passed; returns who has said hello and then has not connected for long. */
  List<ActorRef<ToHost>> tick() {
    List<ActorRef<ToHost>> silent = new ArrayList<>();
    guests.forEach(
        (host, guest) -> {
          if (guest.wire == null && ++guest.ticks > PATIENCE) {
            silent.add(host);
          }
        });
    return silent;
  }

  /** Whether a host is on the conductor's own node. */
  boolean isNear(ActorRef<ToHost> host) {
    return guests.get(host).wire instanceof NearWire;
  }

  /** The cores of each host that takes part. */
  Map<ActorRef<ToHost>, Integer> cores() {
    Map<ActorRef<ToHost>, Integer> cores = new LinkedHashMap<>();
    guests.forEach(
        (host, guest) -> {
          if (guest.joined) {
            cores.put(host, guest.cores);
          }
        });
    return cores;
  }

  Map<ActorRef<ToHost>, String> names() {
    Map<ActorRef<ToHost>, String> names = new HashMap<>();
    guests.forEach((host, guest) -> names.put(host, guest.name));
    return names;
  }

  /**
   * What there is to tell of all.
   *
   * @param workers how many chains and data workers each has
   * @param deliveries how snapshots reach it over a connection
   */
  List<NodeEvent.NodeStatus> statuses(
      Map<ActorRef<ToHost>, int[]> workers, Function<Wire, Publisher.Delivery> deliveries) {
    List<NodeEvent.NodeStatus> statuses = new ArrayList<>();
    guests.forEach(
        (host, guest) -> {
          int[] own = workers.getOrDefault(host, new int[2]);
          boolean connected = guest.wire != null;
          Publisher.Delivery delivery =
              connected ? deliveries.apply(guest.wire) : Publisher.Delivery.NONE;
          statuses.add(
              new NodeEvent.NodeStatus(
                  guest.name,
                  guest.cores,
                  own[0],
                  own[1],
                  connected ? guest.wire.bytesReceived() : 0,
                  connected ? guest.wire.bytesSent() : 0,
                  delivery.version(),
                  delivery.median(),
                  delivery.most()));
        });
    return statuses;
  }
}
