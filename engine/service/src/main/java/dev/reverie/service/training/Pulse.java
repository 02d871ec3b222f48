package dev.reverie.service.training;

import dev.reverie.run.Progress;

/**
 * How far and how quick a training is; NaN where that is not known yet.
 *
 * @param updates a second, as the next two
 * @param secondsLeft until the last update
 * @param gap free-energy gap, nats
 */
public record Pulse(
    Progress progress,
    double updates,
    double cases,
    double sweeps,
    double secondsLeft,
    double gap) {}
