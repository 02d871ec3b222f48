package dev.reverie.benchmark.peers;

import dev.reverie.benchmark.peers.machine.Cores;
import dev.reverie.benchmark.peers.machine.Jdk;
import dev.reverie.benchmark.peers.machine.Peers;
import dev.reverie.benchmark.peers.process.JsonLine;
import dev.reverie.benchmark.peers.process.Worker;
import dev.reverie.benchmark.peers.workload.WorkloadMain;
import dev.reverie.benchmark.peers.workload.WorkloadSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How worker processes are started: pinned, on the data that all share.
 *
 * @param root the checkout
 * @param scripts the folder of the peers' Python
 * @param data file of the training data
 * @param seconds of a round
 */
record Workers(Path root, Path scripts, Cores cores, Path data, double seconds) {

  /** The settings of one workload, still to be refined. */
  WorkloadSettings settings(String workload) {
    return WorkloadSettings.of(workload, data.toString(), seconds);
  }

  /** One of ours on one core. */
  Worker ours(String workload) {
    return ours("reverie " + workload, Jdk.running(), settings(workload), 1);
  }

  Worker ours(String name, Jdk jdk, WorkloadSettings settings, int onCores) {
    List<String> command = new ArrayList<>(cores.pinned(onCores));
    command.addAll(jdk.command(root));
    command.add(WorkloadMain.class.getName());
    command.add(JsonLine.of(settings));
    return new Worker(name, command);
  }

  /** A peer, on one core. */
  Worker peer(WorkloadSettings settings) {
    List<String> command = new ArrayList<>(cores.pinned(1));
    command.addAll(Peers.python(scripts.resolve("worker.py")));
    command.add(JsonLine.of(settings));
    return new Worker(settings.workload(), command);
  }
}
