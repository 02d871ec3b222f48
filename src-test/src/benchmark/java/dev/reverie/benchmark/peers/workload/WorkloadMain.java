package dev.reverie.benchmark.peers.workload;

import dev.reverie.benchmark.peers.process.JsonLine;
import dev.reverie.input.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A worker process: its argument is {@link WorkloadSettings} in JSON. Says one line when it is
 * warm, and one for every line that it reads.
 */
public final class WorkloadMain {
  private static final int UNUSABLE = 2;

  private WorkloadMain() {}

  public static void main(String[] arguments) throws IOException {
    int status = 0;
    try {
      run(JsonLine.read(arguments[0], WorkloadSettings.class));
    } catch (InputException e) {
      System.err.println(e.getMessage());
      status = UNUSABLE;
    } catch (RuntimeException e) {
      e.printStackTrace();
      System.err.println(e);
      status = 1;
    }
    System.exit(status);
  }

  private static void run(WorkloadSettings settings) throws IOException {
    Workload workload = workload(settings);
    say(workload.warmUp());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      say(workload.measure());
    }
  }

  private static Workload workload(WorkloadSettings settings) {
    if (settings.workload().startsWith(KindSweep.PREFIX)) {
      return new KindSweep(settings);
    }
    return switch (settings.workload()) {
      case "engine" -> new EngineTraining(settings);
      case "loop" -> new LoopTraining(settings);
      case "apart" -> new LoopsApart(settings);
      case "sweep-mnist" -> SweepAlone.ofTrainedParticles(settings);
      case "sweep-half" -> SweepAlone.ofFairCoins(settings);
      case "serial" -> new SerialPart(settings);
      case "heap" -> new LiveHeap(settings);
      case "curve" -> new TrainingCurve(settings);
      default ->
          throw new InputException(
              "workload="
                  + settings.workload()
                  + ", must be engine, loop, apart, sweep-mnist, sweep-half, serial, heap, curve or"
                  + " kind-KIND");
    };
  }

  private static void say(Object value) {
    System.out.println(JsonLine.of(value));
    System.out.flush();
  }
}
