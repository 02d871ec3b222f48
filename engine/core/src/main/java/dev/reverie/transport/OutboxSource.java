package dev.reverie.transport;

import akka.stream.Attributes;
import akka.stream.Outlet;
import akka.stream.SourceShape;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.AsyncCallback;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;

/** Frames from an outbox, one whenever the connection has room. */
final class OutboxSource extends GraphStage<SourceShape<Frame>> {
  private final Outbox outbox;
  private final Outlet<Frame> out = Outlet.create("frames");
  private final SourceShape<Frame> shape = SourceShape.of(out);

  OutboxSource(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public SourceShape<Frame> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {
    Logic() {
      super(shape);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              push();
            }
          });
    }

    @Override
    public void preStart() {
      AsyncCallback<Boolean> changed = createAsyncCallback(change -> push());
      outbox.onChange(() -> changed.invoke(true));
      push();
    }

    private void push() {
      if (outbox.isClosed()) {
        completeStage();
      } else if (isAvailable(out)) {
        Frame next = outbox.poll();
        if (next != null) {
          push(out, next);
        }
      }
    }
  }
}
