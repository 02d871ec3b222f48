package dev.reverie.numeric;

/** Numbers of one gradient step that all its weights share. */
public record StepSize(float rate, float momentum, float decay) {}
