package dev.reverie.service.plan;

import dev.reverie.run.Mode;

/**
 * How long and by how many a model is learned. All but the checkpoints may change when a run is
 * resumed.
 *
 * @param checkpointEvery updates; 0 for the end only
 */
public record Execution(
    int epochs, Mode mode, int chains, int maxStaleness, int threads, long checkpointEvery) {}
