package dev.reverie.protocol;

/** Anything that the aggregator's actor takes; workers send a {@link FromWorkerEnvelope}. */
public interface ToAggregator {}
