package dev.reverie.benchmark.scale.model;

/**
 * What things cost, in seconds of one core.
 *
 * @param step of a particle, without statistics
 * @param lastStep of a particle, with its statistics
 * @param dataCase of a data case
 * @param update of an update, without the sums of its states
 * @param updateState of each case or particle in an update
 * @param encodeSnapshot once a version, where the aggregator is
 * @param decodeSnapshot on each node that takes it
 * @param encodeParticle of a particle's statistics on their way
 * @param decodeParticle of the same where the aggregator is, which may have to count them from
 *     states
 * @param encodeCase of a data case's statistics on their way
 * @param decodeCase of the same where the aggregator is
 * @param message of a message without numbers to another node, at either end
 * @param localMessage of one within a node
 * @param decide of each word of a worker that the aggregator hears
 * @param decideChain of the same for each chain that there is
 * @param sendByte into a connection for data
 * @param receiveByte out of it
 */
public record Costs(
    double step,
    double lastStep,
    double dataCase,
    double update,
    double updateState,
    double encodeSnapshot,
    double decodeSnapshot,
    double encodeParticle,
    double decodeParticle,
    double encodeCase,
    double decodeCase,
    double message,
    double localMessage,
    double decide,
    double decideChain,
    double sendByte,
    double receiveByte) {

  /** With another cost of reading a snapshot. */
  public Costs withDecodeSnapshot(double seconds) {
    return new Costs(
        step,
        lastStep,
        dataCase,
        update,
        updateState,
        encodeSnapshot,
        seconds,
        encodeParticle,
        decodeParticle,
        encodeCase,
        decodeCase,
        message,
        localMessage,
        decide,
        decideChain,
        sendByte,
        receiveByte);
  }
}
