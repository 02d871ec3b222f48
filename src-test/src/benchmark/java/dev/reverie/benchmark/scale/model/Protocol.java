package dev.reverie.benchmark.scale.model;

/**
 * What travels.
 *
 * @param snapshotBytes of one version
 * @param particleBytes of a particle's share of a contribution
 * @param caseBytes of a data case's share
 * @param frameBytes of a contribution beside that
 * @param bypass whether workers on the aggregator's node share its snapshots and sums instead of
 *     having them sent
 */
public record Protocol(
    long snapshotBytes, double particleBytes, double caseBytes, long frameBytes, boolean bypass) {}
