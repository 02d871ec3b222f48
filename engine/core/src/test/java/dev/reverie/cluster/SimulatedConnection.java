package dev.reverie.cluster;

import dev.reverie.transport.Frame;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A connection for data between two nodes. Frames come one after the other, of each type and key
 * the newest that waits; it may break at any moment, which either side hears of late.
 */
final class SimulatedConnection {
  private static final int SILENCE = 40_000;
  private static final int AGAIN = 500;

  private final World world;
  private final End host;
  private final End conductor;

  private record Key(byte type, long key) {}

  SimulatedConnection(World world, SimulatedNode host, SimulatedNode conductor) {
    this.world = world;
    this.host = new End(host);
    this.conductor = new End(conductor);
    this.host.other = this.conductor;
    this.conductor.other = this.host;
  }

  End host() {
    return host;
  }

  End conductor() {
    return conductor;
  }

  boolean isGone() {
    return !host.open && !conductor.open;
  }

  /** Nothing comes through any more. */
  void breakDown() {
    host.broken = true;
    conductor.broken = true;
    host.hearOfEnd(SILENCE);
    conductor.hearOfEnd(SILENCE);
  }

  /** One of the nodes may have crashed. */
  void crashed(SimulatedNode node) {
    if (node == host.node || node == conductor.node) {
      breakDown();
    }
  }

  /** If the nodes do not reach each other for long, it is over. */
  void cut() {
    host.hearOfSilence();
    conductor.hearOfSilence();
  }

  /** What one side has. */
  final class End implements Wire {
    private final SimulatedNode node;
    private final Map<Key, Frame> waiting = new LinkedHashMap<>();
    private BiConsumer<Wire, Frame> receive;
    private Consumer<Wire> closed;
    private End other;
    private SimulatedConductor owner;
    private boolean open = true;
    private boolean broken;
    private boolean pumping;

    private End(SimulatedNode node) {
      this.node = node;
    }

    /**
     * @param frames takes what comes
     * @param end hears of the end
     */
    End handle(BiConsumer<Wire, Frame> frames, Consumer<Wire> end) {
      receive = frames;
      closed = end;
      return this;
    }

    /** It belongs to a conductor. */
    void of(SimulatedConductor conducts) {
      owner = conducts;
    }

    boolean isOf(SimulatedConductor conducts) {
      return open && owner == conducts;
    }

    int waiting() {
      return waiting.size();
    }

    @Override
    public void send(Frame frame) {
      if (open) {
        waiting.put(new Key(frame.type(), frame.key()), frame);
        pump();
      }
    }

    private void pump() {
      if (!pumping && !waiting.isEmpty()) {
        pumping = true;
        world.timeline().after(world.latency(), this::write);
      }
    }

    private void write() {
      pumping = false;
      if (!open || !node.isAlive() || broken || waiting.isEmpty()) {
        return;
      }
      if (!world.reaches(node, other.node)) {
        pumping = true;
        world.timeline().after(AGAIN, this::write);
        return;
      }
      Iterator<Frame> frames = waiting.values().iterator();
      Frame frame = frames.next();
      frames.remove();
      pumping = true;
      world.timeline().after(world.latency(), () -> arrive(frame));
    }

    /** What is under way when this side ends or the nodes part still comes, or does not. */
    private void arrive(Frame frame) {
      pumping = false;
      if (!broken && other.open && other.node.isAlive()) {
        other.receive.accept(other, frame);
      }
      if (open) {
        pump();
      }
    }

    @Override
    public void close() {
      if (open) {
        end();
        other.hearOfEnd((int) Math.min(SILENCE, world.faults().latency()));
      }
    }

    private void end() {
      open = false;
      waiting.clear();
      if (node.isAlive()) {
        closed.accept(this);
      }
    }

    private void hearOfEnd(int most) {
      world
          .timeline()
          .after(
              world.random().nextInt(most),
              () -> {
                if (!open) {
                  return;
                }
                if (broken || world.reaches(node, other.node)) {
                  end();
                } else {
                  hearOfEnd(SILENCE);
                }
              });
    }

    private void hearOfSilence() {
      world
          .timeline()
          .after(
              world.random().nextInt(SILENCE),
              () -> {
                if (open && !world.reaches(node, other.node)) {
                  close();
                }
              });
    }

    @Override
    public long bytesReceived() {
      return 0;
    }

    @Override
    public long bytesSent() {
      return 0;
    }
  }
}
