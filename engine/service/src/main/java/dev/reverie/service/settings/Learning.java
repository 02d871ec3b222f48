package dev.reverie.service.settings;

import dev.reverie.optimise.Schedule;
import dev.reverie.rbm.Method;

/** What is learned, and by which rule. None of it may change within a run. */
public record Learning(
    int hidden,
    Method method,
    int steps,
    int particles,
    double rate,
    Schedule.Decay rateDecay,
    double momentum,
    double weightDecay,
    double weightScale,
    long seed) {}
