package dev.reverie.chain;

import dev.reverie.clock.Clock;
import java.time.Duration;

/**
 * How a host runs its workers.
 *
 * @param dispatcher configuration path of the dispatcher that computes
 * @param quantum how long a worker computes before it looks at its messages
 * @param remindAfter after how long without an answer a worker says the last thing again
 * @param maxRestarts how often in a row a failing worker is started again
 * @param minBackoff, maxBackoff how long to wait before, doubling from one to the other
 */
public record HostSettings(
    Clock clock,
    String dispatcher,
    Duration quantum,
    Duration remindAfter,
    int maxRestarts,
    Duration minBackoff,
    Duration maxBackoff) {}
