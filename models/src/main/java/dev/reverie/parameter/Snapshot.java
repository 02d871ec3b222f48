package dev.reverie.parameter;

/** A published version of the parameters. Nobody writes to them while anybody may read them. */
public record Snapshot(Version version, Parameters parameters) {}
