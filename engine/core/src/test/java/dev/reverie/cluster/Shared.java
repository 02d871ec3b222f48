package dev.reverie.cluster;

import dev.reverie.run.RunSettings;

/** What all nodes of a simulated cluster have in common. */
record Shared(
    World world, RunSettings run, SimulatedFolder folder, ClusterBooks books, Plant plant) {}
